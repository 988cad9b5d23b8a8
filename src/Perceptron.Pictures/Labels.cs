namespace Perceptron;

/// <summary>What stands around a picture so that values can be read off it: its name, axes, what the marks mean, and the scale of the colours.</summary>
/// <param name="Title">The name, above the picture; may be empty.</param>
/// <param name="Across">The axis below.</param>
/// <param name="Up">The axis on the left; null for a band, which has none.</param>
/// <param name="Marks">What is drawn on the picture, each with its meaning.</param>
/// <param name="Quantity">What the colours show.</param>
/// <param name="Numbers">Its values at the blue end, at white and at the red end; empty texts if there is white only.</param>
internal sealed record Labels(string Title, Ticks Across, Ticks? Up, IReadOnlyList<Mark> Marks, string Quantity, IReadOnlyList<string> Numbers)
{
    private const int Margin = 16;
    private const int Gap = 8;
    private const int TickLength = 6;

    /// <summary>The place of a mark before its meaning, and its half.</summary>
    private const int MarkWidth = 24;

    /// <summary>Draws a picture with its labels.</summary>
    public Image Around(Canvas picture)
    {
        var left = Margin + (Up is null ? 0 : Up.Labels.Select(label => ScaleBar.TextWidth(label.Text)).Append(ScaleBar.TextWidth(Up.Name)).Max() + Gap + TickLength);
        var lastLabel = Across.Labels.Count == 0 ? 0 : Across.Labels[^1].Place + (ScaleBar.TextWidth(Across.Labels[^1].Text) / 2.0);
        var name = left + (long)Math.Max(picture.Width, lastLabel) + Gap;
        var right = Math.Max(name + ScaleBar.TextWidth(Across.Name), left + ScaleBar.TextWidth(Title));
        var caption = ScaleBar.TextWidth(Quantity) + Gap;
        var bar = Math.Max(picture.Width, ScaleBar.MinWidth(Numbers));
        var width = Math.Max(Math.Max(right, Margin + caption + bar), Margin + Marks.Select(MarkLength).DefaultIfEmpty(0).Max()) + Margin;
        var rows = MarkRows(width - (2 * Margin));

        // With a band, the name of what grows upwards has no place.
        var top = Margin + (Title.Length > 0 || Up is not null ? ScaleBar.TextHeight : 0);
        var below = top + picture.Height + TickLength + 4 + ScaleBar.TextHeight + Margin;
        var canvas = new Canvas(width, below + ((long)rows.Count * (ScaleBar.TextHeight + 4)) + ScaleBar.Height + Margin);

        canvas.Paste((int)left, top, picture);
        canvas.Frame((int)left, top, picture.Width, picture.Height, ScaleBar.Line);
        canvas.Write((int)left + Math.Max(0, (picture.Width - (int)ScaleBar.TextWidth(Title)) / 2), top - ScaleBar.TextHeight - 2, Title, ScaleBar.TextSize);
        WriteAxes(canvas, picture, (int)left, top, (int)name);
        for (var row = 0; row < rows.Count; row++)
        {
            var at = Margin;
            foreach (var mark in rows[row])
            {
                WriteMark(canvas, at, below + (row * (ScaleBar.TextHeight + 4)), mark);
                at += (int)MarkLength(mark) + (2 * Gap);
            }
        }

        var scale = canvas.Height - Margin - ScaleBar.Height;
        canvas.Write(Margin, scale, Quantity, ScaleBar.TextSize);
        ScaleBar.Draw(canvas, Margin + (int)caption, scale, (int)bar, Numbers);
        return canvas.ToImage();
    }

    private static long MarkLength(Mark mark) => MarkWidth + ScaleBar.TextWidth(mark.Meaning);

    /// <summary>The marks in rows that fit.</summary>
    private List<List<Mark>> MarkRows(long width)
    {
        var rows = new List<List<Mark>>();
        var free = 0L;
        foreach (var mark in Marks)
        {
            var length = MarkLength(mark);
            if (length > free)
            {
                rows.Add([]);
                free = width;
            }

            rows[^1].Add(mark);
            free -= length + (2 * Gap);
        }

        return rows;
    }

    private void WriteAxes(Canvas canvas, Canvas picture, int left, int top, int name)
    {
        var bottom = top + picture.Height + 1;
        foreach (var (place, text) in Across.Labels)
        {
            canvas.Fill(left + (int)place, bottom, 1, TickLength, Rgb.Black);
            canvas.Write(Math.Max(0, left + (int)(place - (ScaleBar.TextWidth(text) / 2.0))), bottom + TickLength + 4, text, ScaleBar.TextSize);
        }

        canvas.Write(name, bottom + TickLength + 4, Across.Name, ScaleBar.TextSize);
        if (Up is null)
        {
            return;
        }

        foreach (var (place, text) in Up.Labels)
        {
            canvas.Fill(left - 1 - TickLength, top + (int)place, TickLength, 1, Rgb.Black);
            canvas.Write(left - TickLength - Gap - (int)ScaleBar.TextWidth(text), top + (int)place - (3 * ScaleBar.TextSize), text, ScaleBar.TextSize);
        }

        canvas.Write(left - TickLength - Gap - (int)ScaleBar.TextWidth(Up.Name), top - ScaleBar.TextHeight - 2, Up.Name, ScaleBar.TextSize);
    }

    private static void WriteMark(Canvas canvas, int left, int top, Mark mark)
    {
        var (x, y) = (left + (MarkWidth / 2) - 3, top + 7);
        if (mark.IsLine)
        {
            canvas.Fill(left, y - 1, MarkWidth - 6, 2, mark.Colour);
        }
        else
        {
            canvas.Observation((x, y), 6, mark.Colour);
        }

        canvas.Write(left + MarkWidth, top, mark.Meaning, ScaleBar.TextSize);
    }
}

/// <summary>A mark, and what it means.</summary>
internal sealed record Mark(bool IsLine, Rgb Colour, string Meaning);
