using Perceptron;

namespace PublicApiTests.WrongArguments;

/// <summary>Tables, schemas and classifiers.</summary>
internal static partial class Examples
{
    private static void AddTables()
    {
        Table[] tables =
        [
            Table.ParseCsv("a,b,label\n1,x,no\n2,y,yes\n4,,yes\n"), Table.ParseCsv("a,label\n"), Table.ParseCsv("a,b,label\n1,x,no\nfar,z,perhaps\n"), Table.ParseCsv("other\n1\n2\n"),
            Table.ParseCsv("a,b,label\n1,x,\n2,y,yes\n"), Table.ParseCsv("a,b,label\n1,x,1.5\n2,y,2\n"), Table.ParseCsv("a,b,label\n1e300,x,no\n-1e300,y,yes\n"), Table.ParseCsv("a,b,label,red\n1,x,no,yes\n2,x,yes,no\n4,x,no,no\n"),
        ];
        Schema[] schemas =
        [
            Schema.Infer(tables[0], "label"), Schema.Of("label"), Schema.Of("nothing").With("a", Column.Number()), Schema.Of("label").With("a", Column.Date()), Schema.Of("label").With("a", Column.Number(gaps: Gaps.Median)).With("b", Column.Category(minCount: 9)),
            Schema.Of("label", "red").With("a", Column.Number()), Schema.Of("label").With("b", Column.Category(gaps: Gaps.Refused)),
        ];
        Classifier[] classifiers =
        [
            Classifier.Fit(tables[0], "label"), Classifier.Fit(tables[7], schemas[5]), Classifier.Fit(Table.ParseCsv("a,b,label\n1,x,p\n2,y,q\n4,x,r\n"), "label"),
        ];
        Add(tables);
        Add(schemas);
        Add(classifiers);
        Add(classifiers.Select(classifier => classifier.Encoder).ToArray());
        Add(TableSource.FromTable(tables[0]), TableSource.FromTable(tables[2]), TableSource.Create("null", () => null!), TableSource.Create("a null", () => [null!]), TableSource.Create("two", () => [tables[0], tables[3]]),
            TableSource.Create("own", () => throw new OwnException()), TableSource.Create("none", () => []), TableSource.FromCsv(Folder["missing"]), TableSource.FromCsv(Folder["table"]));
        Add(tables[0].SplitByFraction(0.5));
        Add(TableSource.FromTable(tables[0]).SplitByFraction(0.5));
        Add(new CsvOptions(), new CsvOptions { Separator = ';' }, new CsvOptions { DecimalMark = ',', GapTexts = ["x"] }, new CsvOptions { Encoding = System.Text.Encoding.UTF32, BatchRows = 1 });
        Make(() => new Row { ["b"] = "x", ["A"] = 1.5 }, () => new Row(), () => new Row { ["b"] = 1 });
        Add(Column.Number(), Column.Ignored, Column.Category(), Column.Boolean(), Column.Date());
        Add(Gaps.Zeros, Gaps.Mean, Gaps.MostFrequent, Gaps.Refused, Gaps.Constant("x"), Gaps.Constant(1));
        Add(Scaling.Standardized, Scaling.None, (Scaling)7);
        Add(Unseen.Zeros, Unseen.Other, (Unseen)(-1));
        Make(() => new EncoderFit(schemas[0]), () => Counted(schemas[0], tables[0]), () => Counted(schemas[4], tables[0]));
        Add(new ClassifierOptions(), new ClassifierOptions { Hidden = [2], Lbfgs = new Lbfgs { MaxIterations = 2 } }, new ClassifierOptions { From = classifiers[2] }, new ClassifierOptions { Positive = "perhaps" }, new ClassifierOptions { Patience = 1 },
            new ClassifierOptions { Optimizer = new Adam(1e300), Epochs = 2 }, new ClassifierOptions { WeightColumn = "missing" }, new ClassifierOptions { WeightColumn = "a" }, new ClassifierOptions { L2 = 1e300, BalancedClasses = true },
            new ClassifierOptions { Optimizer = new Adam(0.1), Epochs = 2, Patience = 1 });
        Add(new LabelPrediction("a", 0.5, true), default);
        Add(classifiers[0].Drift(tables[0]));
        Add(classifiers[0].Drift(tables[0]).Columns[0]);
    }

    private static EncoderFit Counted(Schema schema, Table table)
    {
        var fit = new EncoderFit(schema);
        fit.Add(table);
        fit.NextPass();
        return fit;
    }
}
