"""scikit-learn's part of the comparison: multinomial logistic regression by saga on compressed sparse rows.

    scikit.py FOLDER
"""

import sys
import warnings

try:
    import scipy
    import scipy.sparse
    import sklearn
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression
    from common import answer, nothing, read_part
except ImportError as missing:
    import json
    print(json.dumps({"absent": str(missing)}), flush=True)
    sys.exit(0)

# It is stopped after a few passes, and says so.
warnings.simplefilter("ignore", ConvergenceWarning)
folder = sys.argv[1]


def rows(part):
    images, labels = read_part(folder, part)
    return scipy.sparse.csr_matrix(images.astype("float32") / 255), labels.astype("int64")


training, training_labels = rows("train")
test, test_labels = rows("t10k")


def saga(passes):
    model = LogisticRegression(
        solver="saga", multi_class="multinomial", penalty=None, max_iter=passes, tol=0, random_state=1)
    return nothing, lambda: model.fit(training, training_labels), lambda: {"accuracy": model.score(test, test_labels)}


answer({"version": f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}"}, {"saga": saga})
