using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Microsoft.AspNetCore.Components.WebAssembly.Hosting;
using Perceptron.Playground;
using Perceptron.Playground.Browser;

[assembly: SupportedOSPlatform("browser")]

await JSHost.ImportAsync(Page.Module, "../playground.js");

var builder = WebAssemblyHostBuilder.CreateDefault(args);
builder.RootComponents.Add<App>("#app");
await builder.Build().RunAsync();
