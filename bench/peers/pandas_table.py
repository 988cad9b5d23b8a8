"""What a person would run: reads a CSV file by pandas, standardises it, and trains logistic regression by scikit-learn to the optimum.

    pandas_table.py FILE
"""

import sys

import pandas
from common import peak_bytes, say
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

table = pandas.read_csv(sys.argv[1])
answer = table.pop("answer")
x = StandardScaler().fit_transform(table)
model = LogisticRegression(tol=1e-6, max_iter=1000).fit(x, answer)
say(weight=float(model.coef_[0, 0]), peakBytes=peak_bytes())
