"""The random rows of a shape, from raw files: float32 values, and for sparse rows int32 starts and columns as well."""

import os

import numpy as np


def dense_rows(shape):
    """Rows × inputs."""
    return read(shape, "values.f32", np.float32).reshape(-1, shape["inputs"])


def sparse_rows(shape):
    """Where each row begins, and the columns and values of all non-zeros."""
    return read(shape, "starts.i32", np.int32), read(shape, "columns.i32", np.int32), read(shape, "values.f32", np.float32)


def labels(shape, rows):
    """Row i is of class i mod classes; one output stands for two classes."""
    return np.arange(rows) % max(2, shape["outputs"])


def read(shape, name, kind):
    return np.fromfile(os.path.join(shape["folder"], name), kind)
