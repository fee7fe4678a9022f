"""The caps that the reading child puts on itself before it looks at the file."""

import sys

from app.domain.limits import MIB, SHEET_MEMORY, SHEET_SECONDS

# Address space that is mapped but never filled: program text, libraries, room a growing list has not used. A sheet of
# 20,000 x 300 numbers was measured at 446 MiB of memory in 546 MiB of address space.
_UNFILLED = 64 * MIB


def cap() -> None:
    """Limit this process to ``SHEET_MEMORY`` bytes and ``SHEET_SECONDS`` of processor time, without core files."""
    if sys.platform == "win32":
        _cap_windows()
    else:
        _cap_posix()


def _cap_posix() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SHEET_SECONDS, SHEET_SECONDS))
    if sys.platform == "linux":  # other kernels do not hold to an address-space limit
        most = SHEET_MEMORY + _UNFILLED
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _cap_windows() -> None:
    """Put this process into a job with a memory limit. Not yet run on Windows: written from the API's reference.

    Raises OSError where the system refuses; the child then ends before it reads anything.
    """
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [(name, ctypes.c_uint64) for name in ("r", "w", "o", "rb", "wb", "ob")]

    class Basic(ctypes.Structure):
        _fields_ = [
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("least_set", ctypes.c_size_t),
            ("most_set", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
        ]

    class Extended(ctypes.Structure):
        _fields_ = [
            ("basic", Basic),
            ("io", Counters),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        ]

    limits = Extended()
    limits.basic.flags = 0x2 | 0x100  # JOB_OBJECT_LIMIT_PROCESS_TIME | JOB_OBJECT_LIMIT_PROCESS_MEMORY
    limits.basic.process_time = SHEET_SECONDS * 10_000_000  # units of 100 ns
    limits.process_memory = SHEET_MEMORY
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined] # Windows only
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    done = kernel.SetInformationJobObject(job, 9, ctypes.byref(limits), ctypes.sizeof(limits)) and (
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
    )
    if not done:
        raise OSError("the job object was refused")
