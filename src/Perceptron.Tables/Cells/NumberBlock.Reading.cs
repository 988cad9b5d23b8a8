using System.Runtime.CompilerServices;
using Perceptron.Kernels;

namespace Perceptron.Tables;

// Reading.
internal sealed partial class NumberBlock
{
    /// <summary>Whether all cells are digits with one number of decimals, and none is a gap.</summary>
    public bool IsUniform => !_isMixed && _values is null && _form != NumberCells.Gap;

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
    [MethodImpl(Kernel.Loop)]
    public bool TryScale(int from, int count, NumberScale scale, Span<double> target, int stride)
    {
        if (!IsUniform || from + count > Count || !scale.FitsDigits)
        {
            return false;
        }

        Span<int> buffer = stackalloc int[BoundTable.TileRows];
        ScalingKernel.Scale(Digits(from, buffer[..count]), NumberText.Divisor(_form), scale.Center, scale.Divisor, target, stride);
        return true;
    }

    private int Digits(int cell) => _small is null ? _digits![cell] : _small[cell];

    /// <summary>The digits of the cells from one on, if need be in a buffer.</summary>
    [MethodImpl(Kernel.Loop)]
    private ReadOnlySpan<int> Digits(int from, Span<int> buffer)
    {
        if (_digits is not null)
        {
            return _digits.AsSpan(from, buffer.Length);
        }

        var small = _small.AsSpan(from, buffer.Length);
        for (var i = 0; i < small.Length; i++)
        {
            buffer[i] = small[i];
        }

        return buffer;
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
                ScalingKernel.Scale(Digits(from + done, digits[..part.Length]), _isMixed ? 1 : NumberText.Divisor(_form), center: 0, divisor: 1, part, stride: 1);
                for (var i = 0; i < part.Length && _isMixed; i++)
                {
                    part[i] /= NumberText.Divisor(forms[i]);
                }
            }

            // Gaps are 0 so far.
            for (var i = 0; i < part.Length && gap != 0 && (_isMixed || _form == NumberCells.Gap); i++)
            {
                part[i] = Form(from + done + i) == NumberCells.Gap ? gap : part[i];
            }
        }
    }
}
