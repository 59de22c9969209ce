"""Files that can do harm when they are opened, by the end of their name (reliability.md F8)."""

from __future__ import annotations

_RUN_ON_WINDOWS = (
    "exe msi msp mst msix appx appxbundle msixbundle appinstaller bat cmd com scr pif cpl dll ocx "
    "sys drv gadget hta js jse mjs vbs vbe vb wsf wsh wsc sct ps1 ps1xml ps2 psc1 psd1 psm1 msh "
    "lnk url scf inf ins isp job msc reg rgs shb shs xbap application settingcontent-ms library-ms "
    "search-ms diagcab theme themepack chm hlp"
)
_RUN_ELSEWHERE = (
    "app command tool workflow action dmg pkg mpkg deb rpm appimage flatpak flatpakref snap run sh "
    "bash zsh csh ksh desktop jar jnlp py pyc pyw pyz pl rb php apk ipa"
)
_HIDE_FILES = "iso img vhd vhdx cab ace arj udf"
_CARRY_MACROS = (
    "docm dotm xlsm xltm xlam xla xll xlsb pptm potm ppam ppsm sldm mdb mde accdb accde ade adp "
    "slk iqy odc one onepkg wll wiz"
)
_PRETEND = "html htm xhtml xht shtml mht mhtml svg svgz xsl xslt swf"

RISKY_SUFFIXES = frozenset(
    " ".join((_RUN_ON_WINDOWS, _RUN_ELSEWHERE, _HIDE_FILES, _CARRY_MACROS, _PRETEND)).split()
)


def is_risky(file_name: str) -> bool:
    """Say whether a file can run, or show something false, when it is opened.

    Only the last suffix counts, as for the system: `invoice.pdf.exe` is a program.
    """
    return suffix(file_name) in RISKY_SUFFIXES


def suffix(file_name: str) -> str:
    """Return what the system goes by: in small letters, blanks and dots at the end left out."""
    return file_name.rstrip(". \u00a0\u200b").rpartition(".")[2].strip().lower()
