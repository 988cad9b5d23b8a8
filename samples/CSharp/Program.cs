using Samples.CSharp;

// dotnet run --project samples/CSharp -- neuron
if (args is [var name] && Catalogue.Samples.TryGetValue(name, out var run))
{
    run();
    return 0;
}

Console.WriteLine($"Name one sample: {string.Join(", ", Catalogue.Samples.Keys)}.");
return args.Length == 0 ? 0 : 2;
