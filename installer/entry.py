"""Where the frozen program starts: the same `main` as `python -m desktop`."""

import runpy
import sys

# The program starts these as `sys.executable -m MODULE`; frozen, `sys.executable` is ourselves.
OWN_PROCESSES = {"desktop.mail.worker"}

if sys.argv[1:2] == ["-m"] and sys.argv[2] in OWN_PROCESSES:
    del sys.argv[1]
    runpy.run_module(sys.argv[1], run_name="__main__", alter_sys=True)
else:
    from desktop.__main__ import main

    sys.exit(main())
