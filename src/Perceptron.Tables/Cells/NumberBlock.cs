using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>
/// Up to 65,536 cells that are numbers or gaps. As long as all are decimal numbers of few digits, a cell is its digits and the number of its decimals,
/// which needs half the memory of doubles: the number is digits / 10^decimals, as it was read.
/// </summary>
internal sealed class NumberBlock(int capacity)
{
    public const int Capacity = 1 << 16;

    // Digits or values; forms only where they differ.
    private int[]? _digits = GC.AllocateUninitializedArray<int>(Math.Min(Capacity, capacity));
    private double[]? _values;
    private byte[]? _forms;
    private byte _form;

    public int Count { get; private set; }

    public int GapCount => _forms is null ? (_form == NumberCells.Gap ? Count : 0) : _forms.AsSpan(0, Count).Count(NumberCells.Gap);

    public byte Form(int cell) => _forms is null ? _form : _forms[cell];

    /// <summary>The number; 0 for a gap.</summary>
    public double Value(int cell) => _values is not null ? _values[cell] : Of(_digits![cell], Form(cell));

    /// <summary>Reads the cells from one on.</summary>
    [MethodImpl(Kernel.Loop)]
    public void Read(int from, Span<double> values, Span<byte> forms)
    {
        if (_forms is null)
        {
            forms.Fill(_form);
        }
        else
        {
            _forms.AsSpan(from, forms.Length).CopyTo(forms);
        }

        if (_values is not null)
        {
            _values.AsSpan(from, values.Length).CopyTo(values);
            return;
        }

        var digits = _digits.AsSpan(from, values.Length);
        if (_forms is null)
        {
            var divisor = _form == NumberCells.Gap ? 1 : NumberText.PowerOfTen(_form);
            for (var i = 0; i < digits.Length; i++)
            {
                values[i] = digits[i] / divisor;
            }

            return;
        }

        for (var i = 0; i < digits.Length; i++)
        {
            values[i] = Of(digits[i], forms[i]);
        }
    }

    /// <summary>Adds a number of a form.</summary>
    public void Add(double value, byte form)
    {
        Widen();
        Next(form);
        _values![Count++] = value;
    }

    /// <summary>Adds the number digits / 10^decimals.</summary>
    public void AddDigits(int digits, byte decimals)
    {
        // Nearly always the cell is like the one before.
        if (_digits is { } known && _forms is null && decimals == _form && (uint)(Count - 1) < (uint)(known.Length - 1))
        {
            known[Count++] = digits;
            return;
        }

        if (_values is not null)
        {
            Add(Of(digits, decimals), decimals);
            return;
        }

        Next(decimals);
        _digits![Count++] = digits;
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
            _digits![Count++] = 0;
        }
    }

    /// <summary>Adds some cells of another block.</summary>
    public void Add(NumberBlock other, int from, int count)
    {
        if (other._forms is null && other._digits is not null && _forms is null && _digits is not null && (Count == 0 || other._form == _form))
        {
            _form = other._form;
            Reserve(Count + count);
            other._digits.AsSpan(from, count).CopyTo(_digits.AsSpan(Count));
            Count += count;
            return;
        }

        for (var i = from; i < from + count; i++)
        {
            if (other._digits is not null)
            {
                var form = other.Form(i);
                if (form == NumberCells.Gap)
                {
                    AddGap();
                }
                else
                {
                    AddDigits(other._digits[i], form);
                }
            }
            else
            {
                Add(other._values![i], other.Form(i));
            }
        }
    }

    /// <summary>Gives back what is reserved and not used.</summary>
    public void Trim() => Resize(Count);

    private static double Of(int digits, byte form) => form == NumberCells.Gap ? 0 : digits / NumberText.PowerOfTen(form);

    private void Next(byte form)
    {
        Reserve(Count + 1);
        if (Count == 0)
        {
            _form = form;
        }
        else if (_forms is null && form != _form)
        {
            _forms = GC.AllocateUninitializedArray<byte>(_digits?.Length ?? _values!.Length);
            _forms.AsSpan(0, Count).Fill(_form);
        }

        if (_forms is not null)
        {
            _forms[Count] = form;
        }
    }

    private void Widen()
    {
        if (_values is not null)
        {
            return;
        }

        var values = GC.AllocateUninitializedArray<double>(_digits!.Length);
        for (var i = 0; i < Count; i++)
        {
            values[i] = Value(i);
        }

        (_values, _digits) = (values, null);
    }

    private void Reserve(int count)
    {
        var capacity = _digits?.Length ?? _values!.Length;
        if (count > capacity)
        {
            Resize(Math.Min(Capacity, Math.Max(count, Math.Max(4, 2 * capacity))));
        }
    }

    private void Resize(int length)
    {
        if (_digits is not null)
        {
            Resize(ref _digits, length);
        }
        else
        {
            Resize(ref _values!, length);
        }

        if (_forms is not null)
        {
            Resize(ref _forms, length);
        }
    }

    private void Resize<TValue>(ref TValue[] values, int length)
    {
        if (length != values.Length)
        {
            var resized = GC.AllocateUninitializedArray<TValue>(length);
            values.AsSpan(0, Count).CopyTo(resized);
            values = resized;
        }
    }
}
