"""What the peers share: reading IDX files, and answering questions, one JSON object a line."""

import gzip
import json
import os
import sys
import time

import numpy as np


def read_idx(folder, name):
    """The bytes of an IDX file, raw or with .gz, in the shape that its header gives."""
    path = os.path.join(folder, name)
    if os.path.exists(path):
        with open(path, "rb") as file:
            content = file.read()
    else:
        with gzip.open(path + ".gz", "rb") as file:
            content = file.read()
    rank = content[3]
    shape = [int.from_bytes(content[4 + 4 * i:8 + 4 * i], "big") for i in range(rank)]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_part(folder, part):
    """Images as n × pixels bytes, and labels; the part is "train" or "t10k"."""
    images = read_idx(folder, f"{part}-images-idx3-ubyte")
    return images.reshape(len(images), -1), read_idx(folder, f"{part}-labels-idx1-ubyte")


def blas():
    """The library of matrix products that this process has loaded, and the kernels that it chose."""
    try:
        from threadpoolctl import threadpool_info
        for library in threadpool_info():
            if library.get("user_api") == "blas":
                return f"{library['internal_api']} {library['version']} ({library.get('architecture', '?')} kernels)"
    except ImportError:
        pass
    if os.path.exists("/proc/self/maps"):
        with open("/proc/self/maps") as maps:
            names = {os.path.basename(line.split()[-1]) for line in maps if "/" in line}
        for name in sorted(names):
            if "openblas" in name or "mkl_rt" in name or "blis" in name:
                return name
        if any(name.startswith("libblas") for name in names):
            return "reference BLAS"
    return "unknown BLAS"


def limit_threads(threads):
    """Holds the library of matrix products to as many threads."""
    try:
        from threadpoolctl import threadpool_limits
        threadpool_limits(threads)
    except ImportError:
        pass


def peak_bytes():
    """The most memory that was resident; what getrusage tells after a fork can be the parent's."""
    if os.path.exists("/proc/self/status"):
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def say(**values):
    print(json.dumps(values), flush=True)


def answer(introduction, tasks):
    """Introduces itself, then does what each line asks for, until the input ends.

    A question names a task and its options, such as {"task": "predict", "threads": 1}. The task gets ready (data,
    models), once for the same options, and returns three functions: what to set before, what is timed, and what
    to tell after. The task "forget" frees the data and models of all tasks before.
    """
    say(**introduction)
    ready = {}
    for line in sys.stdin:
        question = json.loads(line)
        if question["task"] == "forget":
            # What is ready holds data and models.
            ready.clear()
        key = json.dumps(question, sort_keys=True)
        try:
            if key not in ready:
                ready[key] = tasks[question.pop("task")](**question)
            before, timed, after = ready[key]
            before()
            start = time.perf_counter()
            timed()
            seconds = time.perf_counter() - start
            say(seconds=seconds, **after())
        except Exception as exception:
            say(error=f"{type(exception).__name__}: {exception}")


def nothing():
    return {}
