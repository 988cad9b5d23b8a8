using System.Globalization;
using Microsoft.AspNetCore.Components;
using Perceptron.Playground.Translation;

namespace Perceptron.Playground.Lab;

/// <summary>A part of the lab's page: it shows the session, and updates after each change.</summary>
public abstract class LabPart : TextComponent, IDisposable
{
    [CascadingParameter]
    public LabSession Session { get; set; } = null!;

    protected LabState State => Session.State;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A number for people: a few significant digits, and no exponent if possible.</summary>
    protected static string Say(double value, int digits = 4) => double.IsNaN(value) ? "–"
        : value.ToString($"G{digits}", CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number for machines: reading it gives the same bits.</summary>
    protected static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    protected override void OnInitialized() => Session.Changed += OnChanged;

    protected virtual void OnChanged() => StateHasChanged();

    protected virtual void Dispose(bool disposing) => Session.Changed -= OnChanged;
}
