#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.Playwright
#:property PublishAot=false
#:property GenerateDocumentationFile=true

// Photographs the reports of the program and the pages of the playground, at twice the pixels, in light and in dark. docs/images/make.sh calls it:
//     dotnet run docs/screenshots.cs -- REPORTS PLAYGROUND IMAGES
// REPORTS has textbook/or-textbook.html and learned/xor.html, as `perceptron gates` writes them; PLAYGROUND is the published site's wwwroot.
// It needs chromium on the path. Nothing is downloaded.
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Playwright;

internal static class Screenshots
{
    /// <summary>Bars of tools, hints of a first visit and scroll bars are not what a picture is for.</summary>
    private const string Quiet = ".modebar, .modebar-container { display: none !important } ::-webkit-scrollbar { display: none } * { transition: none !important; animation: none !important }";

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var reports, var playground, var images])
        {
            Console.Error.WriteLine("Three arguments are needed: the folder of the reports, that of the playground, and the folder to write into.");
            return 2;
        }

        await using var server = await ServeAsync(Path.GetFullPath(playground));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium(),
            Timeout = 120_000,
            Args = ["--no-sandbox", "--no-first-run", "--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--proxy-server=http://127.0.0.1:1"],
        });
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            // Pages show pictures some 800 pixels wide.
            var context = await browser.NewContextAsync(new()
            {
                ColorScheme = theme,
                DeviceScaleFactor = 2,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = 1000, Height = 900 },
            });
            var page = await context.NewPageAsync();
            page.SetDefaultTimeout(120_000);
            string To(string name) => Path.Combine(images, $"{name}-{theme.ToString().ToLower(CultureInfo.InvariantCulture)}.png");

            await OpenReportAsync(page, Path.Combine(reports, "textbook", "or-textbook.html"));
            await PhotographAsync(page, To("or-report"), "figure:has([id$='f0'])", "figure:has([id$='f0-flat'])");
            await OpenReportAsync(page, Path.Combine(reports, "learned", "xor.html"));
            await PhotographAsync(page, To("xor-losses"), "figure:has(#loss)");
            await PhotographAsync(page, To("xor-surface"), "figure:has(#run0-f0)", "figure:has(#run0-f0-flat)");
            await PhotographAsync(page, To("xor-hidden-space"), "figure:has(#run0-space)", "figure:has(#run0-network)");

            foreach (var (name, fragment, width, height) in Playgrounds(Path.Combine(images, "..", "tutorials")))
            {
                await page.SetViewportSizeAsync(width, height);
                await page.GotoAsync("about:blank");
                await page.GotoAsync($"{server.Urls.Single()}/#{fragment}");
                await page.Locator(name switch { "playground" => "#epoch[value='400']", "playground-digits" => "#save:not([disabled])", _ => "section.panel" }).First.WaitForAsync();
                await page.AddStyleTagAsync(new() { Content = Quiet });
                await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                if (await page.GetByRole(AriaRole.Alert).Filter(new() { Visible = true }).CountAsync() > 0)
                {
                    throw new InvalidOperationException($"The playground shows an error for #{fragment}.");
                }

                await page.ScreenshotAsync(new() { Path = To(name) });
                Console.WriteLine(To(name));
            }

            await context.DisposeAsync();
        }

        return 0;
    }

    /// <summary>The two pages, and the parts that the tutorials show, as wide as a tutorial shows them.</summary>
    private static IEnumerable<(string Name, string Fragment, int Width, int Height)> Playgrounds(string tutorials)
    {
        yield return ("playground", "epoch=400&hints=0&lang=en", 1280, 1200);
        yield return ("playground-digits", "page=digits&example=3&lang=en", 1280, 1200);
        foreach (var file in Directory.GetFiles(tutorials, "*.md"))
        {
            if (Regex.Match(File.ReadAllText(file), "data-link=\"([^\"]+)\" data-heights=\"([0-9]+) ") is { Success: true } part)
            {
                yield return ($"part-{Path.GetFileNameWithoutExtension(file)}", $"{WebUtility.HtmlDecode(part.Groups[1].Value)}&lang=en", 840, int.Parse(part.Groups[2].Value, CultureInfo.InvariantCulture));
            }
        }
    }

    private static async Task OpenReportAsync(IPage page, string file)
    {
        await page.GotoAsync(new Uri(Path.GetFullPath(file)).AbsoluteUri);
        await page.AddStyleTagAsync(new() { Content = Quiet });
        await page.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
    }

    /// <summary>The smallest rectangle around the parts.</summary>
    private static async Task PhotographAsync(IPage page, string path, params string[] parts)
    {
        var boxes = new List<LocatorBoundingBoxResult>();
        foreach (var part in parts)
        {
            await page.Locator(part).First.ScrollIntoViewIfNeededAsync();
            boxes.Add(await page.Locator(part).First.BoundingBoxAsync() ?? throw new InvalidOperationException($"{part} has no place on the page."));
        }

        // Places count from the top of the window, which has been scrolled in between.
        boxes = [];
        foreach (var part in parts)
            boxes.Add((await page.Locator(part).First.BoundingBoxAsync())!);
        var (left, top) = (boxes.Min(box => box.X), boxes.Min(box => box.Y) + await page.EvaluateAsync<float>("scrollY"));
        var scrolled = await page.EvaluateAsync<float>("scrollY");
        await page.ScreenshotAsync(new()
        {
            Path = path,
            FullPage = true,
            Clip = new()
            {
                X = left,
                Y = top,
                Width = boxes.Max(box => box.X + box.Width) - left,
                Height = boxes.Max(box => box.Y + box.Height) + scrolled - top,
            },
        });
        Console.WriteLine(path);
    }

    private static string Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("There is no chromium on the path.");

    private static async Task<WebApplication> ServeAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var files = new PhysicalFileProvider(folder);
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".dat"] = "application/octet-stream";
        server.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        server.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = types });
        await server.StartAsync();
        return server;
    }
}
