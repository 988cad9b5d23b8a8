using System.Runtime.InteropServices.JavaScript;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Perceptron.Playground;
using Perceptron.Playground.Browser;

if (!OperatingSystem.IsBrowser())
{
    throw new PlatformNotSupportedException("The playground runs in a browser; dotnet run serves it.");
}

await JSHost.ImportAsync(Page.Module, "../playground.js");

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
await builder.Build().RunAsync();
