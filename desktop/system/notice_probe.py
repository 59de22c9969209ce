"""Whether this desktop can show notices, found out without showing one."""

from __future__ import annotations

import sys

from desktop.domain.errors import Unavailable

_SERVICE = "org.freedesktop.Notifications"


def notice_service() -> str:
    """Return the name of what shows notices here; on Windows and macOS that is the system.

    Raises:
        Unavailable: `notice.no_service`: no session bus, or nobody on it who shows notices.
    """
    if sys.platform != "linux":
        return sys.platform
    from jeepney import DBusAddress, new_method_call  # installed on Linux alone

    from desktop.system.session_bus import SessionBus

    address = DBusAddress("/org/freedesktop/Notifications", _SERVICE, _SERVICE)
    try:
        bus = SessionBus(lambda _message: None)
        try:
            name, *_ = bus.call(new_method_call(address, "GetServerInformation"))
        finally:
            bus.close()
    except Unavailable as error:
        raise Unavailable("notice.no_service", reason=error.facts["reason"]) from error
    return str(name)
