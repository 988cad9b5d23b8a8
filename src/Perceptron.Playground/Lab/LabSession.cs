namespace Perceptron.Playground.Lab;

/// <summary>The lab at work: a state, the data and the recording that follow from it, and the model of the present epoch.</summary>
public sealed class LabSession
{
    private double[]? _gradient;
    private NeuronMaps? _maps;
    private (bool IsKnown, Plateau? Found) _plateau;
    private Epoch<double> _present;

    public LabSession(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (State, Training, Test, Recording) = Begin(state);
        _present = Recording.Last;
        Target = state.Epoch;
        Settle();
    }

    /// <summary>After anything changed.</summary>
    public event Action? Changed;

    public LabState State { get; private set; }

    /// <summary>What is trained on.</summary>
    public Dataset<double> Training { get; private set; }

    /// <summary>What is held out; null where there is nothing.</summary>
    public Dataset<double>? Test { get; private set; }

    public Recording Recording { get; private set; }

    /// <summary>The epoch that is looked at.</summary>
    public Epoch<double> Present => _present;

    /// <summary>The model of the present epoch.</summary>
    public Model<double> Model => _present.Model;

    public IReadOnlyList<Parameter> Parameters { get; private set; } = [];

    /// <summary>The epoch to train to automatically, as a link requested; else not above the present epoch.</summary>
    public int Target { get; private set; }

    public bool IsCatchingUp => Recording.Last.Number < Target && Recording.Divergence is null;

    public bool IsPlaying { get; private set; }

    /// <summary>The hints of a first visit; none where nobody says otherwise.</summary>
    public Hints Hints { get; set; } = new("", isAsked: null, isPlain: false);

    /// <summary>The loss over what is trained on, with the penalty.</summary>
    public double Loss { get; private set; }

    /// <summary>The loss over what is held out; NaN where there is nothing.</summary>
    public double TestLoss { get; private set; }

    /// <summary>∂loss/∂ of each parameter at the present epoch.</summary>
    public IReadOnlyList<double> Gradient => _gradient ??= Model.Gradient(Training, State.Training.Loss).ToArray();

    /// <summary>Where the loss hardly falls though it isn't near 0; null while training moves, or is done.</summary>
    public Plateau? Plateau
    {
        get
        {
            if (!_plateau.IsKnown)
            {
                _plateau = (true, Lab.Plateau.Find(this));
            }

            return _plateau.Found;
        }
    }

    /// <summary>What each neuron gives over the plane (or, of one input, over the line) of x.</summary>
    public NeuronMaps Maps => _maps ??= NeuronMaps.Of(Model, State.Problem.From, State.Problem.To);

    /// <summary>Takes a new state as a whole, that of a link.</summary>
    public void Open(LabState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (State, Training, Test, Recording) = Begin(state);
        (_present, Target, IsPlaying) = (Recording.Last, state.Epoch, false);
        Settle();
        Changed?.Invoke();
    }

    /// <summary>Closes a hint.</summary>
    public void Close(string hint)
    {
        if (Hints.Close(hint))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>Changes the view; nothing is computed again.</summary>
    public void Look(Func<ViewState, ViewState> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        State = State with { View = change(State.View) };
        Changed?.Invoke();
    }

    /// <summary>Another problem, with what it begins with.</summary>
    public void Choose(Problem problem) =>
        Open(LabState.Of(problem) with { View = State.View with { Surface = "y1", LossFirst = 0, LossSecond = 1 } });

    /// <summary>Changes the layers: the start is made again, as a random one if the old one doesn't fit.</summary>
    public void Build(IReadOnlyList<int> hidden, Activation activation)
    {
        var state = State with { Hidden = hidden, Activation = activation, Epoch = 0 };
        Open(state with
        {
            Start = state.Start.Model(state.Problem, state.Architecture()) is null ? new(StartKind.Random, state.Start.Seed) : state.Start,
            View = state.View with { Surface = "y1", LossFirst = 0, LossSecond = 1 },
        });
    }

    /// <summary>Other points, for the numbers as they are now.</summary>
    public void Scatter(PlaneOptions points) => Restart(State with { Points = points });

    /// <summary>Other settings of the training, for the numbers as they are now.</summary>
    public void Tune(TrainingSettings training) => Restart(State with { Training = training });

    /// <summary>Begins at a start, before any update.</summary>
    public void Begin(Start start)
    {
        var state = State with { Start = start, Epoch = 0 };
        if (start.Model(state.Problem, state.Architecture()) is null)
        {
            throw new ArgumentException("The start is not one of these layers.", nameof(start));
        }

        Open(state);
    }

    /// <summary>The layers that a start by hand needs, and the start.</summary>
    public void BeginWithItsLayers(StartKind kind)
    {
        var model = kind switch
        {
            StartKind.Textbook => State.Problem.Textbook,
            StartKind.Learns => XorStart.Learns,
            StartKind.Stuck => XorStart.GetsStuck,
            _ => null,
        } ?? throw new ArgumentException("There is no such start by hand.", nameof(kind));
        int[] hidden = [.. model.Architecture.Sizes.Skip(1).SkipLast(1)];
        Open(State with
        {
            Hidden = hidden,
            Activation = hidden.Length > 0 ? model.Architecture.HiddenActivations[0] : State.Activation,
            Start = new(kind, State.Start.Seed),
            Epoch = 0,
            View = hidden.SequenceEqual(State.Hidden) ? State.View : State.View with { Surface = "y1", LossFirst = 0, LossSecond = 1 },
        });
    }

    /// <summary>Trains XOR from one of its two starts by hand, at the rate that it begins with.</summary>
    public void Show(StartKind kind)
    {
        var state = LabState.Of(Problem.Xor) with { Start = new(kind), View = State.View };
        Open(state.Hidden.SequenceEqual(State.Hidden) && State.Problem == Problem.Xor ? state : state with { View = State.View with { Surface = "y1", LossFirst = 0, LossSecond = 1 } });
        Play();
    }

    /// <summary>Trains from the next random start.</summary>
    public void TrySeed()
    {
        Begin(new Start(StartKind.Random, State.Start.Seed + 1));
        Play();
    }

    /// <summary>Back to the start, before any update.</summary>
    public void Reset() => Open(State with { Epoch = 0 });

    /// <summary>Sets one number by hand: the training restarts from the present numbers.</summary>
    public void Set(int parameter, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A weight must be a finite number.");
        }

        var parameters = Model.GetParameters();
        parameters[parameter] = value;
        Open(State with { Start = new(StartKind.Given, State.Start.Seed, parameters), Epoch = 0 });
    }

    public void Play()
    {
        GoOnFromHere();
        IsPlaying = true;
        Hints.Close(Lab.Hints.Train);
        Changed?.Invoke();
    }

    public void Pause()
    {
        (IsPlaying, Target) = (false, _present.Number);
        Changed?.Invoke();
    }

    /// <summary>One epoch further.</summary>
    public void Step()
    {
        GoOnFromHere();
        IsPlaying = false;
        Recording.Advance();
        ShowLast();
    }

    /// <summary>Trains until the given number of epochs is done, the time is over, or training can't go on.</summary>
    public void Run(int epochs, Func<bool> isTimeUp)
    {
        ArgumentNullException.ThrowIfNull(isTimeUp);
        for (var i = 0; i < epochs && (IsPlaying || IsCatchingUp); i++)
        {
            if (!Recording.Advance())
            {
                IsPlaying = false;
                break;
            }

            if (isTimeUp())
            {
                break;
            }
        }

        ShowLast();
    }

    /// <summary>Looks at an epoch of the recording.</summary>
    public void Scrub(int epoch)
    {
        IsPlaying = false;
        _present = Recording.At(Math.Clamp(epoch, 0, Recording.Last.Number));
        Target = _present.Number;
        Settle();
        Changed?.Invoke();
    }

    private static (LabState State, Dataset<double> Training, Dataset<double>? Test, Recording Recording) Begin(LabState state)
    {
        var architecture = state.Architecture();
        var model = state.Start.Model(state.Problem, architecture)
            ?? throw new ArgumentException("The start is not one of these layers.", nameof(state));
        var split = state.Problem.Split(state.Points);
        var training = split?.Training ?? state.Problem.Data(state.Points);
        return (state, training, split?.HeldOut, new(model, training, split?.HeldOut, state.Training, state.Start.Seed));
    }

    /// <summary>Under another rule, training from the old start would not give the present numbers. So these become the start.</summary>
    private void Restart(LabState state) => Open(_present.Number == 0
        ? state with { Epoch = 0 }
        : state with { Start = new(StartKind.Given, state.Start.Seed, Model.GetParameters()), Epoch = 0 });

    private void GoOnFromHere()
    {
        Recording.CutAfter(_present);
        Target = _present.Number;
    }

    private void ShowLast()
    {
        _present = Recording.Last;
        Target = IsCatchingUp ? Target : _present.Number;
        Settle();
        Changed?.Invoke();
    }

    private void Settle()
    {
        if (Parameters.Count != Model.ParameterCount || Recording.Last.Number == 0)
        {
            Parameters = Parameter.Of(Model.Architecture);
        }

        (_gradient, _maps, _plateau) = (null, null, default);
        Loss = _present.IsMeanBatchLoss || double.IsNaN(_present.Loss) ? Model.Loss(Training, State.Training.Loss) : _present.Loss;
        TestLoss = Test is null ? double.NaN : Model.Loss(Test);
        State = State with { Epoch = IsCatchingUp ? Target : _present.Number };
    }
}
