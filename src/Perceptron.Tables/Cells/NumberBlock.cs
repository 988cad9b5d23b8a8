using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

/// <summary>
/// Up to 65,536 cells that are numbers or gaps. As long as all are decimal numbers of few digits, a cell is its digits and the number of its decimals,
/// which needs a quarter or half of the memory of doubles: the number is digits / 10^decimals, as it was read.
/// </summary>
internal sealed class NumberBlock
{
    public const int Capacity = 1 << 16;

    // One of the three; forms only where they differ.
    private short[]? _small;
    private int[]? _digits;
    private double[]? _values;
    private byte[]? _forms;
    private byte _form;

    public NumberBlock(int capacity) => _small = GC.AllocateUninitializedArray<short>(Math.Min(Capacity, capacity));

    public int Count { get; private set; }

    public int GapCount => _forms is null ? (_form == NumberCells.Gap ? Count : 0) : _forms.AsSpan(0, Count).Count(NumberCells.Gap);

    private int Length => _small?.Length ?? _digits?.Length ?? _values!.Length;

    public byte Form(int cell) => _forms is null ? _form : _forms[cell];

    /// <summary>The number; 0 for a gap.</summary>
    public double Value(int cell) => _values is not null ? _values[cell] : Digits(cell) / NumberText.Divisor(Form(cell));

    /// <summary>Reads the cells from one on, and their forms; the number of a gap is 0.</summary>
    public void Read(int from, Span<double> values, Span<byte> forms)
    {
        if (_forms is null)
        {
            forms.Fill(_form);
        }
        else
        {
            _forms.AsSpan(from, values.Length).CopyTo(forms);
        }

        ReadValues(from, values, gap: 0);
    }

    /// <summary>Reads the cells from one on; a gap is NaN.</summary>
    public void Read(int from, Span<double> values) => ReadValues(from, values, gap: double.NaN);

    /// <summary>Scales cells that have digits and one number of decimals, none of which is a gap.</summary>
    /// <param name="from">The first cell.</param>
    /// <param name="count">How many, at most <see cref="BoundTable.TileRows"/>.</param>
    /// <param name="scale">The scale.</param>
    /// <param name="target">Where the first goes.</param>
    /// <param name="stride">How far the places of two cells are apart.</param>
    /// <returns>False if the cells are others, or if some may be too far from the training rows to be scaled.</returns>
    public bool TryScale(int from, int count, NumberScale scale, Span<double> target, int stride)
    {
        if (_forms is not null || _values is not null || _form == NumberCells.Gap || from + count > Count || !scale.FitsDigits)
        {
            return false;
        }

        Span<int> buffer = stackalloc int[BoundTable.TileRows];
        buffer = buffer[..count];
        CopyDigits(from, buffer);
        ScalingKernel.Scale(buffer, NumberText.Divisor(_form), scale.Center, scale.Divisor, target, stride);
        return true;
    }

    /// <summary>Adds a number of a form.</summary>
    public void Add(double value, byte form)
    {
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

        Next(decimals);
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
                other.CopyDigits(from, _digits.AsSpan(Count, count));
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

        (Count, _form, _forms) = (0, 0, null);
    }

    /// <summary>Gives back what is reserved and not used.</summary>
    public void Trim() => Resize(Count);

    private int Digits(int cell) => _small is null ? _digits![cell] : _small[cell];

    [MethodImpl(Kernel.Loop)]
    private void CopyDigits(int from, Span<int> to)
    {
        if (_digits is not null)
        {
            _digits.AsSpan(from, to.Length).CopyTo(to);
            return;
        }

        var small = _small.AsSpan(from, to.Length);
        for (var i = 0; i < small.Length; i++)
        {
            to[i] = small[i];
        }
    }

    [MethodImpl(Kernel.Loop)]
    private void ReadValues(int from, Span<double> values, double gap)
    {
        Span<int> digits = stackalloc int[BoundTable.TileRows];
        for (var done = 0; done < values.Length; done += digits.Length)
        {
            var part = values[done..Math.Min(values.Length, done + digits.Length)];
            var forms = _forms.AsSpan(_forms is null ? 0 : from + done);
            if (_values is not null)
            {
                _values.AsSpan(from + done, part.Length).CopyTo(part);
            }
            else
            {
                CopyDigits(from + done, digits[..part.Length]);
                ScalingKernel.Scale(digits[..part.Length], _forms is null ? NumberText.Divisor(_form) : 1, center: 0, divisor: 1, part, stride: 1);
                for (var i = 0; i < part.Length && _forms is not null; i++)
                {
                    part[i] /= NumberText.Divisor(forms[i]);
                }
            }

            // Gaps are 0 so far.
            for (var i = 0; i < part.Length && gap != 0 && (_forms is not null || _form == NumberCells.Gap); i++)
            {
                part[i] = Form(from + done + i) == NumberCells.Gap ? gap : part[i];
            }
        }
    }

    private void Widen()
    {
        if (_digits is null)
        {
            var digits = GC.AllocateUninitializedArray<int>(Length);
            CopyDigits(0, digits.AsSpan(0, Count));
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

    private void Next(byte form)
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
