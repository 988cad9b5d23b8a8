using System.Text;
using Perceptron;
using Perceptron.Playground.Browser;
using Perceptron.Playground.Classifiers;
using Perceptron.Playground.Translation;
using Xunit;

namespace PlaygroundTests.Classifiers;

public class ClassifierSessionTests
{
    private static readonly byte[] Good = Fruit.Bytes(Fruit.Classifier.Write);

    private static readonly byte[] Digits = Fruit.Bytes(stream => ModelFile.Write(Model.Softmax<float>(64, 10), stream));

    private readonly ClassifierSession _session = new();

    [Fact]
    public void A_file_opens_a_classifier_that_answers_as_the_one_that_was_saved()
    {
        Take("fruit.safetensors", Good);

        Assert.Null(_session.Refusal(Texts.English));
        Assert.Equal("fruit.safetensors", _session.FileName);
        var row = _session.Form!.ToRow();
        Assert.Equal(Fruit.Classifier.Predict(row).Ranking.Select(one => one.Probability), _session.Form.Answer()!.Select(line => line.Probability));
    }

    [Fact]
    public void What_cannot_be_used_is_told_in_one_line_and_the_classifier_from_before_stays()
    {
        Take("fruit.safetensors", Good);
        var form = _session.Form;
        foreach (var (bytes, words) in ((byte[], string)[])
            [
                ([1, 2, 3], "bad.bin"),
                ([], "bad.bin"),
                (Good[..^5], "bad.bin"),
                ([.. Good.Select((value, i) => i == 30 ? (byte)'!' : value)], "bad.bin"),
                (Encoding.UTF8.GetBytes("mass,colour\n1,red\n"), "bad.bin"),
                (Digits, "bad.bin is a model without columns. If it is a model of digits, drop it on the page Digits."),
            ])
        {
            Take("bad.bin", bytes);
            var refusal = _session.Refusal(Texts.English)!;
            Assert.StartsWith(words, refusal, StringComparison.Ordinal);
            Assert.EndsWith(" The classifier from before stays.", refusal, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refusal);
            Assert.EndsWith(" Klassifikatoren fra før blir stående.", _session.Refusal(Texts.Norwegian), StringComparison.Ordinal);
            Assert.Same(form, _session.Form);
            Assert.Equal("fruit.safetensors", _session.FileName);
        }

        // And a good file takes the complaint away.
        Take("again.safetensors", Good);
        Assert.Null(_session.Refusal(Texts.English));
        Assert.NotSame(form, _session.Form);
    }

    [Fact]
    public void A_file_that_is_too_large_or_cannot_be_read_is_not_copied()
    {
        _session.Take("big.bin", DroppedFiles.MostBytes + 1.0, _ => Assert.Fail("It was copied."));
        Assert.Equal("big.bin is larger than 64 MiB, the maximum for a classifier here.", _session.Refusal(Texts.English));
        _session.Take("gone.bin", -1, _ => Assert.Fail("It was copied."));
        Assert.Equal("Nettleseren kan ikke lese gone.bin.", _session.Refusal(Texts.Norwegian));
        Assert.Null(_session.Form);
    }

    [Fact]
    public void The_row_can_be_set_as_it_was_at_the_beginning()
    {
        _session.Restart();
        Assert.Null(_session.Form);
        Take("fruit.safetensors", Good);
        var mass = (NumberColumn)_session.Form!.Columns[0];
        var number = mass.Number;
        mass.Slide(number + 1);
        Assert.NotEqual(number, mass.Cell);
        _session.Restart();

        Assert.Equal(number, _session.Form.Columns[0].Cell);
    }

    [Fact]
    public void A_file_says_what_it_is()
    {
        Assert.Equal(SavedFormat.Classifier, SavedFormats.Of(Good));
        Assert.Equal(SavedFormat.Model, SavedFormats.Of(Digits));

        // The header is enough, and all of it is needed.
        var header = 8 + BitConverter.ToInt32(Good);
        Assert.Equal(SavedFormat.Classifier, SavedFormats.Of(Good.AsMemory(0, header)));
        Assert.Equal(SavedFormat.Unknown, SavedFormats.Of(Good.AsMemory(0, header - 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("{\"__metadata__\":1}")]
    [InlineData("{\"__metadata__\":{}}")]
    [InlineData("{\"__metadata__\":{\"perceptron.format\":2}}")]
    [InlineData("{\"__metadata__\":{\"perceptron.format\":\"epoch-1\"}}")]
    public void Another_file_says_nothing(string header) =>
        Assert.Equal(SavedFormat.Unknown, SavedFormats.Of((byte[])[.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header)]));

    [Theory]
    [InlineData("page=classifier")]
    [InlineData("page=classifier&seed=3", "The link has \"seed\", which means nothing here.")]
    [InlineData("lang=de&page=classifier", "The link has lang=de; expected is en or nb.")]
    public void What_a_link_tells_beside_its_page_is_told(string fragment, params string[] complaints) =>
        Assert.Equal(complaints, ClassifierLink.Complaints(fragment, Texts.English));

    private void Take(string name, byte[] bytes) => _session.Take(name, bytes.Length, copy => bytes.CopyTo(copy, 0));
}
