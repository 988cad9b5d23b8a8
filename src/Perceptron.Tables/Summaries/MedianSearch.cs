namespace Perceptron.Tables;

/// <summary>
/// Finds an exact median in a few passes over the numbers, in bounded memory: the first counts them by the upper 16 bits of their place in the order of all
/// doubles, and each further one looks only at those that share the bits known so far.
/// </summary>
internal sealed class MedianSearch
{
    /// <summary>As many numbers are kept and sorted, rather than counted in one pass more.</summary>
    private const int Kept = 1 << 20;

    private Dictionary<int, long> _counts = [];
    private Rank[]? _ranks;

    private MedianSearch(Rank[]? ranks) => _ranks = ranks;

    public MedianSearch()
    {
    }

    public bool IsDone => _ranks is not null && Array.TrueForAll(_ranks, rank => rank.Value is not null);

    public double Median
    {
        get
        {
            var (low, high) = (_ranks![0].Value!.Value, _ranks[^1].Value!.Value);
            return double.IsFinite(low + high) ? (low + high) / 2 : (low / 2) + (high / 2);
        }
    }

    public void Add(double value)
    {
        var key = Key(value);
        if (_ranks is null)
        {
            Increment(_counts, (int)(key >> 48));
            return;
        }

        foreach (var rank in _ranks)
        {
            rank.Add(key);
        }
    }

    /// <summary>An empty search that is as far as this one.</summary>
    public MedianSearch Fork() => new(_ranks is null ? null : Array.ConvertAll(_ranks, rank => rank.Fork()));

    /// <summary>Adds what another search of the same pass has counted.</summary>
    public void Merge(MedianSearch other)
    {
        foreach (var (digit, count) in other._counts)
        {
            _counts[digit] = _counts.GetValueOrDefault(digit) + count;
        }

        for (var i = 0; i < (_ranks?.Length ?? 0); i++)
        {
            _ranks![i].Merge(other._ranks![i]);
        }
    }

    /// <summary>Ends a pass.</summary>
    public void EndPass()
    {
        if (_ranks is not null)
        {
            foreach (var rank in _ranks)
            {
                rank.EndPass();
            }

            return;
        }

        var count = _counts.Values.Sum();
        _ranks = count == 0 ? [new Rank { Value = 0 }]
            : count % 2 == 1 ? [Begin(count / 2)]
            : [Begin((count / 2) - 1), Begin(count / 2)];
        _counts = [];
    }

    private Rank Begin(long place)
    {
        var rank = new Rank { Place = place };
        rank.Narrow(_counts, 48);
        return rank;
    }

    /// <summary>A double's place among all doubles in order.</summary>
    private static ulong Key(double value)
    {
        var bits = (ulong)BitConverter.DoubleToInt64Bits(value + 0.0);
        return bits >> 63 == 0 ? bits | (1UL << 63) : ~bits;
    }

    private static double Value(ulong key) => BitConverter.Int64BitsToDouble((long)(key >> 63 == 1 ? key & ~(1UL << 63) : ~key));

    private static void Increment(Dictionary<int, long> counts, int digit) => counts[digit] = counts.GetValueOrDefault(digit) + 1;

    /// <summary>The number at one place in the order.</summary>
    private sealed class Rank
    {
        private Dictionary<int, long> _counts = [];
        private List<ulong> _keys = [];
        private ulong _prefix;
        private int _shift = 64;
        private bool _keeps;

        /// <summary>The place among the numbers that share the known bits.</summary>
        public long Place { get; set; }

        public double? Value { get; set; }

        public Rank Fork() => new() { _prefix = _prefix, _shift = _shift, _keeps = _keeps, Place = Place, Value = Value };

        public void Add(ulong key)
        {
            if (Value is not null || key >> _shift != _prefix)
            {
                return;
            }

            if (_keeps)
            {
                _keys.Add(key);
            }
            else
            {
                Increment(_counts, (int)((key >> (_shift - 16)) & 0xFFFF));
            }
        }

        public void Merge(Rank other)
        {
            _keys.AddRange(other._keys);
            foreach (var (digit, count) in other._counts)
            {
                _counts[digit] = _counts.GetValueOrDefault(digit) + count;
            }
        }

        public void EndPass()
        {
            if (Value is not null)
            {
                return;
            }

            if (_keeps)
            {
                _keys.Sort();
                Value = MedianSearch.Value(_keys[(int)Place]);
                _keys = [];
            }
            else
            {
                Narrow(_counts, _shift - 16);
                _counts = [];
            }
        }

        /// <summary>Learns 16 bits more.</summary>
        public void Narrow(Dictionary<int, long> counts, int shift)
        {
            foreach (var (digit, count) in counts.OrderBy(pair => pair.Key))
            {
                if (Place < count)
                {
                    (_prefix, _shift, _keeps) = ((_shift == 64 ? 0 : _prefix << 16) | (uint)digit, shift, count <= Kept);
                    Value = shift == 0 ? MedianSearch.Value(_prefix) : null;
                    return;
                }

                Place -= count;
            }
        }
    }
}
