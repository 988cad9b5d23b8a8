using Perceptron.Playground.Lab;
using Perceptron.Playground.Translation;
using Xunit;

namespace Perceptron.PlaygroundTests.Lab;

/// <summary>When a training is called stuck, and what is said of it.</summary>
public sealed class PlateauTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(5)]
    public void The_start_that_gets_stuck_is_called_stuck_at_two_rows(double rate)
    {
        var found = Run(Xor(StartKind.Stuck, rate), 1500)[^1];
        Assert.Equal((PlateauKind.RowsAlike, 2, 4, 0.5), (found!.Kind, found.Rows, found.Count, found.Value));
        Assert.Equal(0.5 * Math.Log(2), found.Limit, 12);
        Assert.Equal("Stuck: two rows at ½, the loss goes to ½ ln 2. Try another seed.", LabWords.Plateau(Texts.English, found, isGate: true));
        Assert.Equal("Sitter fast: to rader på ½, tapet går mot ½ ln 2. Prøv en annen startverdi.", LabWords.Plateau(Texts.Norwegian, found, isGate: true));
    }

    [Fact]
    public void It_is_called_so_within_some_seconds_of_the_page_and_not_at_first()
    {
        var found = Run(Xor(StartKind.Stuck, 2.5), 600);
        Assert.InRange(found.FindIndex(plateau => plateau is not null), 200, 500);
        Assert.All(found.Take(200), Assert.Null);
    }

    // It passes a flat stretch, at which three rows have about the same f(x).
    [Theory]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(5)]
    public void The_start_that_learns_is_never_called_stuck(double rate) => Assert.All(Run(Xor(StartKind.Learns, rate), 1500), Assert.Null);

    [Fact]
    public void Whoever_learns_in_the_end_was_not_called_stuck_before()
    {
        var learned = 0;
        for (var seed = 1; seed <= 20; seed++)
        {
            var session = Xor(StartKind.Random, 2.5, seed);
            var found = Run(session, 2000);
            if (session.Loss < 0.05)
            {
                learned++;
                Assert.DoesNotContain(found, plateau => plateau?.Kind == PlateauKind.RowsAlike);
            }
            else
            {
                Assert.Contains(found, plateau => plateau is not null);
            }
        }

        Assert.InRange(learned, 5, 19);
    }

    [Fact]
    public void One_layer_on_XOR_is_at_its_minimum()
    {
        var session = new LabSession(LabState.Of(Problem.Xor) with { Hidden = [], Start = new(StartKind.Random) });
        var found = Run(session, 2000)[^1];
        Assert.Equal(PlateauKind.Minimum, found!.Kind);
        Assert.Equal(Math.Log(2), session.Loss, 1e-3);
        Assert.Equal("This is about the least loss that one layer can have here: four of four rows stay away from their targets. Add a hidden layer.", LabWords.Plateau(Texts.English, found, isGate: true));
    }

    [Fact]
    public void Zeros_as_weights_never_leave_the_plateau()
    {
        var found = Run(new LabSession(LabState.Of(Problem.Xor) with { Start = new(StartKind.Zeros) }), 200)[^1];
        Assert.Equal(PlateauKind.AllAlike, found!.Kind);
        Assert.Equal("On a plateau: all four rows near ½, the loss near ln 2. Training may leave it. If it does not, try another seed.", LabWords.Plateau(Texts.English, found, isGate: true));
    }

    [Fact]
    public void Three_rows_at_two_thirds_have_their_limit() =>
        Assert.Equal("Stuck: three rows at ⅔, the loss goes to 0.477. Try another seed.", LabWords.Plateau(Texts.English, new(PlateauKind.RowsAlike, 3, 4, 2 / 3.0, 0.4774), isGate: true));

    [Fact]
    public void Points_of_the_plane_get_a_sentence_too()
    {
        // One neuron cannot bend around a disc.
        var circle = Problem.All.Single(problem => problem.Id == "circle");
        var session = new LabSession(LabState.Of(circle) with { Hidden = [], Training = new() { Rate = 1 } });
        var found = Run(session, 500)[^1];
        Assert.Equal(PlateauKind.Minimum, found!.Kind);
        Assert.Contains("points stay away from their targets", LabWords.Plateau(Texts.English, found, isGate: false), StringComparison.Ordinal);
    }

    private static LabSession Xor(StartKind start, double rate, long seed = 1) => new(LabState.Of(Problem.Xor) with { Start = new(start, seed), Training = new() { Rate = rate } });

    /// <summary>What is found at each epoch.</summary>
    private static List<Plateau?> Run(LabSession session, int epochs)
    {
        var found = new List<Plateau?>();
        session.Play();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            session.Run(1, () => false);
            found.Add(session.Plateau);
        }

        return found;
    }
}
