using Perceptron;
using Tests;
using Xunit;

namespace CliTests;

/// <summary>The pages as a person opens them, in a browser.</summary>
public class GatePages(Chromium chromium)
{
    /// <summary>How many figures there are on each page, and how many of them are surfaces.</summary>
    [Theory]
    [InlineData("not", "not.html", 3, 0)]
    [InlineData("nand", "nand.html", 4, 1)]
    [InlineData("or-and", "or-and.html", 11, 4)]
    [InlineData("textbook xor", "xor-textbook.html", 6, 3)]
    [InlineData("xor --hidden 8", "xor.html", 12, 1)]
    public async Task A_page_draws_its_figures_without_an_error_or_a_request(string arguments, string file, int figures, int surfaces)
    {
        using var run = new ProgramRun(["gates", .. arguments.Split(' '), .. arguments.StartsWith("textbook", StringComparison.Ordinal) ? Array.Empty<string>() : ["--epochs", "400"]]);
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, file));

        await AssertDrawn(page, figures, surfaces);
    }

    [Fact]
    public async Task XOR_is_drawn_both_ways_and_its_sliders_go_through_the_epochs()
    {
        using var run = new ProgramRun("gates", "xor", "--start", "learns", "--epochs", "2000");
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, "xor.html"));
        await AssertDrawn(page, figures: 13, surfaces: 6);
        Assert.Equal("2000 2000", await page.Evaluate<string>("['run0', 'run1'].map(run => document.getElementById(run + '-epoch').textContent.match(/epoch (\\d+)/)[1]).join(' ')"));
        Assert.Equal(0.0518, await page.Evaluate<double>("document.getElementById('loss').data[0].y[1000]"), 5e-5);
        Assert.Equal(0.3627, await page.Evaluate<double>("document.getElementById('loss').data[1].y[1000]"), 5e-5);
        Assert.Equal("log", await page.Evaluate<string>("document.getElementById('loss').layout.yaxis.type"));

        // To the start: everything of the first run follows, nothing of the second does.
        await page.Press("#run0-slider", "Home");
        await page.Until("document.getElementById('run0-epoch').textContent.startsWith('epoch 0,') && document.getElementById('run0-space').data[0].x[0] > 0.7");
        Assert.Equal("2000", await page.Evaluate<string>("document.getElementById('run1-epoch').textContent.match(/epoch (\\d+)/)[1]"));
        Assert.Equal(string.Join('\n', Formula.Format(XorStart.Learns)), await page.Evaluate<string>("document.getElementById('run0-formulas').textContent"));
        Assert.Equal(Formula.Format(XorStart.Learns)[0], await page.Evaluate<string>("document.getElementById('run0-f0').layout.title.text"));
        Assert.Equal(
            TruthTable.Compute(XorStart.Learns, LogicGate.Xor.Dataset).Rows.Select(row => row.Predictions[0].ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)),
            await page.Evaluate<string[]>("[...document.querySelectorAll('#run0-rows tr')].map(row => row.children[4].textContent)"));
        Assert.Equal("0 2000", await page.Evaluate<string>("[2, 3].map(trace => document.getElementById('loss').data[trace].x[0]).join(' ')"));
        Assert.Equal("1.00", await page.Evaluate<string>("document.getElementById('run0-network').layout.annotations[0].text"));

        // The surface and the heat map of f, the hidden neurons' surfaces, and h-space.
        var axis = Surface.Axis(-0.25, 1.25, 31);
        var f = Surface.Sample(XorStart.Learns, axis, axis);
        foreach (var (chart, expected) in ((string, double[,])[])
            [("f0", f), ("f0-flat", f), ("h0", Surface.SampleHidden(XorStart.Learns, axis, axis, 0)), ("h1", Surface.SampleHidden(XorStart.Learns, axis, axis, 1))])
        {
            Same.Within(Same.Flat(expected), await page.Evaluate<double[]>($"document.getElementById('run0-{chart}').data[0].z.flatMap(row => [...row])"), 1e-6);
        }

        var h = XorStart.Learns.Activations(LogicGate.Xor.Dataset.Rows)[0];
        Same.Within(new[] { h[0, 0], h[1, 0], h[2, 0], h[3, 0] }, await page.Evaluate<double[]>("[...document.getElementById('run0-space').data[0].x]"), 1e-5);
        var ends = DecisionLine.Of(XorStart.Learns.Layers[1]).Ends(-0.15, 1.15);
        Assert.Equal(ends.GetLength(0), await page.Evaluate<int>("document.getElementById('run0-space').data[1].x.length"));

        // On by a key: the next epoch.
        await page.Press("#run0-slider", "ArrowRight");
        await page.Until("document.getElementById('run0-epoch').textContent.startsWith('epoch 1,') && document.getElementById('loss').data[2].x[0] === 1");
        Assert.Empty(page.Errors);
        Assert.Empty(page.RequestsElsewhere);
    }

    [Fact]
    public async Task Play_goes_from_the_first_epoch_to_the_last()
    {
        using var run = new ProgramRun("gates", "or", "--epochs", "50");
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, "or.html"));

        await page.Evaluate<string>("""
            (() => {
              window.seen = [];
              new MutationObserver(() => seen.push(Number(document.getElementById('run0-slider').value))).observe(document.getElementById('run0-epoch'), { childList: true });
              document.getElementById('run0-play').click();
              return '';
            })()
            """);
        await page.Until("document.getElementById('run0-play').textContent === 'Play' && seen.length > 5 && document.getElementById('run0-epoch').textContent.startsWith('epoch 50,')");
        Assert.True(await page.Evaluate<bool>("seen[0] === 0 && seen.every((value, i) => i === 0 || value === seen[i - 1] + 1)"));
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Surfaces_are_large_and_have_a_legend_from_blue_for_0_to_red_for_1()
    {
        using var run = new ProgramRun("gates", "textbook", "xor");
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, "xor-textbook.html"));

        foreach (var chart in (string[])["f0", "f0-flat", "h0", "h1"])
        {
            var element = $"document.getElementById('textbook-{chart}')";
            Assert.True(await page.Evaluate<double>($"{element}.clientHeight") >= 500);
            Assert.Equal(1, await page.Evaluate<int>($"{element}.querySelectorAll('.colorbar').length"));
            Assert.Equal("0 rgb(20,80,190) 1 rgb(190,20,40)", await page.Evaluate<string>($"[{element}.data[0].colorscale[0], {element}.data[0].colorscale.at(-1)].flat().join(' ')"));
            Assert.Equal("0 1", await page.Evaluate<string>($"(trace => (trace.cmin ?? trace.zmin) + ' ' + (trace.cmax ?? trace.zmax))({element}.data[0])"));
        }

        Assert.True(await page.Evaluate<double>("document.getElementById('textbook-network').clientHeight") < 500);
    }

    [Fact]
    public async Task On_a_dark_screen_the_page_and_its_figures_are_dark()
    {
        using var run = new ProgramRun("gates", "or", "--epochs", "50");
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, "or.html"), isDark: true);

        Assert.Equal("rgb(21, 24, 29)", await page.Evaluate<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("rgb(230, 230, 230)", await page.Evaluate<string>("getComputedStyle(document.body).color"));
        Assert.Equal(
            0, await page.Evaluate<int>("[...document.querySelectorAll('.chart')].filter(chart => chart.layout.paper_bgcolor !== 'rgba(0, 0, 0, 0)' || chart.layout.font.color !== '#e6e6e6').length"));

        // The scale keeps its colours: white is 0.5 on both.
        Assert.Equal("rgb(255,255,255)", await page.Evaluate<string>("document.getElementById('run0-f0').data[0].colorscale[1][1]"));

        // It follows the screen, and keeps the epoch.
        await page.Press("#run0-slider", "Home");
        await page.Until("document.getElementById('run0-epoch').textContent.startsWith('epoch 0,')");
        await page.Theme(isDark: false);
        await page.Until("document.getElementById('loss').layout.font.color === '#333' && getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'");
        await page.Until("document.getElementById('loss').data[1].x[0] === 0");
        Assert.StartsWith("epoch 0,", await page.Evaluate<string>("document.getElementById('run0-epoch').textContent"), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_page_fits_a_narrow_screen()
    {
        using var run = new ProgramRun("gates", "or", "--epochs", "50");
        await using var page = await chromium.Open(Path.Combine(run.GatesOut, "or.html"), width: 400);

        Assert.Equal(400, await page.Evaluate<int>("document.documentElement.scrollWidth"));
        Assert.True(await page.Evaluate<bool>("[...document.querySelectorAll('.chart .main-svg')].every(svg => svg.getBoundingClientRect().right <= 400)"));

        // A surface that is taller than wide would be cut off at its sides.
        Assert.True(await page.Evaluate<bool>("(chart => chart.clientHeight <= 1.1 * chart.clientWidth)(document.getElementById('run0-f0'))"));
        Assert.Empty(page.Errors);
    }

    private static async Task AssertDrawn(OpenPage page, int figures, int surfaces)
    {
        Assert.Empty(page.Errors);
        Assert.Empty(page.RequestsElsewhere);
        Assert.Equal(figures, await page.Evaluate<int>("document.querySelectorAll('.chart').length"));
        Assert.Equal(figures, await page.Evaluate<int>("[...document.querySelectorAll('.chart')].filter(chart => chart.querySelector('.main-svg')).length"));
        Assert.Equal(figures.ToString(System.Globalization.CultureInfo.InvariantCulture), await page.Evaluate<string>("document.body.dataset.drawn"));
        Assert.Equal(0, await page.Evaluate<int>("document.querySelectorAll('.no-webgl').length"));

        // A surface is on the screen where its picture has red and blue: whatever else is coloured lies outside the canvas.
        var colours = await page.Evaluate<int[]>("""
            (async () => {
              const counts = [];
              for (const chart of document.querySelectorAll('.chart')) {
                if (chart.data.some(trace => trace.type === 'surface')) {
                  const image = new Image();
                  image.src = await Plotly.toImage(chart, { format: 'png', width: 400, height: 400 });
                  await image.decode();
                  const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
                  const context = canvas.getContext('2d');
                  context.drawImage(image, 0, 0);
                  const pixels = context.getImageData(0, 0, 400, 400).data;
                  let coloured = 0;
                  for (let i = 0; i < pixels.length; i += 4) {
                    coloured += pixels[i + 3] > 128 && Math.abs(pixels[i] - pixels[i + 2]) > 60 ? 1 : 0;
                  }
                  counts.push(coloured);
                }
              }
              return counts;
            })()
            """);
        Assert.Equal(surfaces, colours.Length);
        Assert.All(colours, count => Assert.InRange(count, 3000, 160_000));

        // Lines, marks and weights of the flat figures.
        Assert.True(await page.Evaluate<bool>("[...document.querySelectorAll('.chart')].every(chart => chart.data.some(trace => trace.type === 'surface') || chart.querySelector('.scatterlayer path, .contour path, image'))"));
        Assert.Empty(page.Errors);
    }
}
