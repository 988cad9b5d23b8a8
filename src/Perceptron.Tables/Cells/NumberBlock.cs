using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>
/// Up to 65,536 cells that are numbers or gaps. As long as all are decimal numbers of few digits, a cell is its digits and the number of its decimals,
/// which needs a quarter or half of the memory of doubles: the number is digits / 10^decimals, as it was read.
/// </summary>
internal sealed partial class NumberBlock
{
    public const int Capacity = 1 << 16;

    // One of the three; forms only where they differ.
    private short[]? _small;
    private int[]? _digits;
    private double[]? _values;
    private byte[]? _forms;
    private byte _form;

    // Whether digits / 10^decimals isn't the same for all: some have other decimals, or are gaps.
    private bool _isMixed;

    public NumberBlock(int capacity) => _small = GC.AllocateUninitializedArray<short>(Math.Min(Capacity, capacity));

    public int Count { get; private set; }

    public int GapCount => _forms is null ? (_form == NumberCells.Gap ? Count : 0) : _forms.AsSpan(0, Count).Count(NumberCells.Gap);

    private int Length => _small?.Length ?? _digits?.Length ?? _values!.Length;

    /// <summary>Adds a number of a form.</summary>
    public void Add(double value, byte form)
    {
        if (_values is null && value == (int)value && form is 0 or NumberCells.Written)
        {
            // A whole number that is written in another way, such as -0 or 007.
            Next(form, isZero: value == 0);
            Put((int)value);
            return;
        }

        if (_values is null)
        {
            var values = GC.AllocateUninitializedArray<double>(Length);
            for (var i = 0; i < Count; i++)
            {
                values[i] = Value(i);
            }

            (_values, _digits, _small) = (values, null, null);
        }

        Next(form);
        _values[Count++] = value;
    }

    /// <summary>Adds the number digits / 10^decimals.</summary>
    [MethodImpl(Kernel.Loop)]
    public void AddDigits(int digits, byte decimals)
    {
        // Nearly always the cell is like the one before.
        if (_forms is null && decimals == _form && Count > 0)
        {
            if (_digits is { } known && Count < known.Length)
            {
                known[Count++] = digits;
                return;
            }

            if (_small is { } small && Count < small.Length && digits == (short)digits)
            {
                small[Count++] = (short)digits;
                return;
            }
        }

        if (_values is not null)
        {
            Add(digits / NumberText.Divisor(decimals), decimals);
            return;
        }

        Next(decimals, isZero: digits == 0);
        Put(digits);
    }

    public void AddGap()
    {
        Next(NumberCells.Gap);
        if (_values is not null)
        {
            _values[Count++] = 0;
        }
        else
        {
            Put(0);
        }
    }

    /// <summary>Adds some cells of another block.</summary>
    public void Add(NumberBlock other, int from, int count)
    {
        if (_forms is null && other._forms is null && other._values is null && _values is null && (Count == 0 || other._form == _form))
        {
            _form = other._form;
            Reserve(Count + count);
            if (_small is not null && other._small is not null)
            {
                other._small.AsSpan(from, count).CopyTo(_small.AsSpan(Count));
            }
            else
            {
                Widen();
                var digits = _digits.AsSpan(Count, count);
                other.Digits(from, digits).CopyTo(digits);
            }

            Count += count;
            return;
        }

        for (var i = from; i < from + count; i++)
        {
            var form = other.Form(i);
            if (other._values is not null)
            {
                Add(other._values[i], form);
            }
            else if (form == NumberCells.Gap)
            {
                AddGap();
            }
            else
            {
                AddDigits(other.Digits(i), form);
            }
        }
    }

    /// <summary>Begins other cells in the memory of these.</summary>
    public void Clear()
    {
        if (_values is not null)
        {
            (_digits, _values) = (GC.AllocateUninitializedArray<int>(_values.Length), null);
        }

        (Count, _form, _forms, _isMixed) = (0, 0, null, false);
    }

    /// <summary>Gives back what is reserved and not used.</summary>
    public void Trim() => Resize(Count);

    private void Widen()
    {
        if (_digits is null)
        {
            var digits = GC.AllocateUninitializedArray<int>(Length);
            Digits(0, digits.AsSpan(0, Count));
            (_digits, _small) = (digits, null);
        }
    }

    private void Put(int digits)
    {
        if (_small is not null && digits == (short)digits)
        {
            _small[Count++] = (short)digits;
            return;
        }

        Widen();
        _digits![Count++] = digits;
    }

    private void Next(byte form, bool isZero = false)
    {
        Reserve(Count + 1);
        if (Count == 0)
        {
            _form = form;
        }
        else if (_forms is null && form != _form)
        {
            _forms = GC.AllocateUninitializedArray<byte>(Length);
            _forms.AsSpan(0, Count).Fill(_form);
        }

        _isMixed |= form != _form && (form == NumberCells.Gap || _form == NumberCells.Gap || (!isZero && NumberText.Divisor(form) != NumberText.Divisor(_form)));

        if (_forms is not null)
        {
            _forms[Count] = form;
        }
    }

    private void Reserve(int count)
    {
        if (count > Length)
        {
            Resize(Math.Min(Capacity, Math.Max(count, Math.Max(4, 2 * Length))));
        }
    }

    private void Resize(int length)
    {
        Resize(ref _small, length);
        Resize(ref _digits, length);
        Resize(ref _values, length);
        Resize(ref _forms, length);
    }

    private void Resize<TValue>(ref TValue[]? values, int length)
    {
        if (values is not null && length != values.Length)
        {
            var resized = GC.AllocateUninitializedArray<TValue>(length);
            values.AsSpan(0, Count).CopyTo(resized);
            values = resized;
        }
    }
}
