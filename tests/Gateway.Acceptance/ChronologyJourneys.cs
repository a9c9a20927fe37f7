using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A chronology from the question to the paper and the table.</summary>
public sealed class ChronologyJourneys(Stack stack)
{
    private const string Title = "Chronology of a child";
    private const string Lead = "dsl-hartley";

    private static Task? _written;

    // Wide enough for A4 on its side within its margins: 273 mm at 96 dots an inch.
    private const int A4 = 1032;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_38_FourteenEntriesChooseEightPrintAndExport(bool javaScript)
    {
        var pupil = stack.Cast["pupil-nothing-held"];
        await (_written ??= WrittenAsync(pupil, 14));
        await using var lead = await Visitor.OpenAsync(stack, javaScript: javaScript);
        // What somebody writes meanwhile is of today.
        await ShowAsync(lead, Lead, pupil, to: TimeProvider.System.GetUtcNow().AddDays(-1).ToString("d MMMM yyyy", CultureInfo.InvariantCulture));
        var boxes = lead.Page.Locator("input[name='line']");
        await Expect(boxes).ToHaveCountAsync(14);
        for (var n = 8; n < 14; n++) await boxes.Nth(n).UncheckAsync();
        if (javaScript)
        {
            await lead.Page.Locator("details summary").Nth(0).ClickAsync();
            await lead.Page.Locator("input[name^='significance-']").Nth(0).FillAsync("It is when it began.");
        }

        await lead.PressAsync("Show for printing", "Chronology");

        await Expect(lead.Main).ToContainTextAsync("This holds only what passed through the gateway. It is no proof that nothing else happened.");
        await Expect(lead.Main).ToContainTextAsync("6 lines were left out by whoever drew it up.");
        await Expect(lead.Main).ToContainTextAsync("Joan Hartley, St Oswin's Primary");
        var receipt = await lead.Page.Locator(".gateway-made .gateway-code").InnerTextAsync();
        Assert.Matches("^entry [0-9]+ [0-9a-f]{12}$", receipt);
        await Expect(lead.Page.Locator("tbody tr")).ToHaveCountAsync(8);
        await Expect(lead.Page.Locator("tbody tr").First).ToContainTextAsync("Entry 13");
        await Expect(lead.Page.Locator("thead th")).ToHaveTextAsync(["When", "Source", "What happened", "Effect on the child", "Response", "Outcome", "Why it matters"]);
        if (javaScript) await Expect(lead.Page.Locator("tbody tr").First).ToContainTextAsync("It is when it began.");
        await FitsA4Async(lead);

        var download = await lead.Page.RunAndWaitForDownloadAsync(() => lead.ButtonAsync("Take as a table (CSV)"));
        Assert.Equal("chronology.csv", download.SuggestedFilename);
        var rows = RowsOf(await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal(8, rows.Length);
        // What another agency has in the same form goes between them as it stands, by any program that sorts.
        var health = $"{rows[3].Split(',')[0]},\"23:59\",\"A health visitor\",\"Seen at home\"";
        string[] merged = [.. rows.Append(health).Order(StringComparer.Ordinal)];
        Assert.Equal([.. rows[..4], health, .. rows[4..]], merged);
        Assert.DoesNotContain(lead.Asked, url => url.Contains("chronology", StringComparison.Ordinal) && url[(url.IndexOf("chronology", StringComparison.Ordinal) + 10)..].Any(char.IsAsciiDigit));
    }

    [Fact]
    public async Task Every_page_of_a_chronology_passes_axe_fits_its_width_and_reads_plainly()
    {
        var pupil = stack.Cast["pupil-on-plan"];
        await WrittenAsync(pupil, 3);
        await using var lead = await Visitor.OpenAsync(stack);
        await lead.SignInAsync(Lead);
        await lead.LinkAsync(Title);
        await Expect(lead.Heading).ToHaveTextAsync(Title);
        await Plain.PassesAsync(lead, "chronology");
        await lead.TypeAsync("to", "31 February 2026");
        await lead.ButtonAsync("Show the lines");
        await Expect(lead.Summary()).ToContainTextAsync("To must be a real date");
        await Expect(lead.Page).ToHaveTitleAsync("Error: Chronology of a child - Gateway");
        await Plain.PassesAsync(lead, "chronology-error");
        await lead.TypeAsync("to", "");
        await lead.FillAsync(pupil);
        await lead.PressAsync("Show the lines", "Choose the lines");
        await Plain.PassesAsync(lead, "chronology-lines");
        foreach (var box in await lead.Page.Locator("input[name='line']").AllAsync()) await box.UncheckAsync();
        await lead.PressAsync("Show for printing", "Choose the lines");
        await Expect(lead.Summary()).ToContainTextAsync("Select at least one line");
        await lead.Page.Locator(".govuk-error-summary a").ClickAsync();
        await Expect(lead.Page.Locator("#line")).ToBeFocusedAsync();
        await Plain.PassesAsync(lead, "chronology-lines-error");
        await lead.Page.Locator("#line").CheckAsync();
        await lead.PressAsync("Show for printing", "Chronology");
        await Plain.PassesAsync(lead, "chronology-print");
        await lead.PressAsync("Choose other lines", "Choose the lines");
        Assert.Equal(1, await lead.Page.Locator("input[name='line']:checked").CountAsync());

        await using var stranger = await Visitor.OpenAsync(stack);
        await ShowAsync(stranger, "gp-oyelaran", stack.Cast["not-registered-here"], "Not available by this route");
        await Axe.PassesAsync(stranger, "chronology-refused", 1280);
        await using var teacher = await Visitor.OpenAsync(stack);
        await teacher.SignInAsync("teacher-price");
        await Expect(teacher.Page.GetByRole(AriaRole.Link, new() { Name = Title })).ToHaveCountAsync(0);
        await teacher.Page.GotoAsync("/chronology");
        await Expect(teacher.Heading).ToHaveTextAsync("Not available to your role");
        await Plain.PassesAsync(teacher, "chronology-role");
    }

    [Fact]
    public async Task Front_door_and_practice_draw_up_what_is_theirs()
    {
        var girl = stack.Cast["referral-at-the-front-door"];
        await Referred.SendAsync(stack, "doctor-lindstrand", "section-17", girl);
        await using var worker = await Visitor.OpenAsync(stack);
        await ShowAsync(worker, "front-door-walsh", girl);
        await Expect(worker.Main).ToContainTextAsync("She came in with a burn on her hand");
        await Expect(worker.Main).ToContainTextAsync("Keep from the family");
        Assert.Equal(0, await worker.Page.Locator("input[name='line']:checked").CountAsync());
        await worker.Page.Locator("#line").CheckAsync();
        await worker.PressAsync("Show for printing", "Chronology");
        await Expect(worker.Main).ToContainTextAsync("Ask whoever wrote them before you hand this on.");
        await FitsA4Async(worker);
        await Plain.PassesAsync(worker, "chronology-front-door");
        await using var doctor = await Visitor.OpenAsync(stack);
        await ShowAsync(doctor, "gp-desai", stack.Cast["registered-patient"]);
        await Expect(doctor.Main).ToContainTextAsync("That is not the same as nothing having happened.");
        await Plain.PassesAsync(doctor, "chronology-none");
    }

    private static async Task ShowAsync(Visitor visitor, string practitioner, Journey child, string heading = "Choose the lines", string to = "")
    {
        await visitor.SignInAsync(practitioner);
        await visitor.Page.GotoAsync("/chronology");
        await visitor.FillAsync(child);
        await visitor.TypeAsync("to", to);
        await visitor.PressAsync("Show the lines", heading);
    }

    // As the printer has it: no cell is wider than its column, and the paper is A4 on its side.
    private static async Task FitsA4Async(Visitor visitor)
    {
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.Page.SetViewportSizeAsync(A4, 700);
        Assert.Empty(await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('th, td, .gateway-incomplete, .gateway-made')].filter(each => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > innerWidth + 1).map(each => each.innerText)
            """));
        await Expect(visitor.Page.Locator(".gateway-actions")).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator(".gateway-header__nav")).ToBeHiddenAsync();
        var paper = Encoding.Latin1.GetString(await visitor.Page.PdfAsync(new() { PreferCSSPageSize = true }));
        Assert.DoesNotMatch(@"/MediaBox \[0 0 [1-7]", paper);
        Assert.Matches(@"/MediaBox \[0 0 84[12](\.\d+)? 59[45](\.\d+)?\]", paper);
        await Pictures.TakeAsync(visitor.Page, "chronology-paper", A4);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await visitor.Page.SetViewportSizeAsync(1280, 768);
    }

    private static string[] RowsOf(string table) => [.. table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).SkipWhile(row => !row.StartsWith("\"Date\",", StringComparison.Ordinal)).Skip(1)];

    // Written by a teacher, on a day each.
    private async Task WrittenAsync(Journey pupil, int count)
    {
        using var http = new HttpClient { BaseAddress = stack.Address };
        using var token = await http.PostAsJsonAsync("development/tokens", new { practitioner = "teacher-price" });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(await token.Content.ReadAsStringAsync())!["accessToken"]);
        for (var n = 0; n < count; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/concerns")
            {
                Content = JsonContent.Create(new
                {
                    pupils = new[] { new { lastName = "A pupil", dateOfBirth = pupil.DateOfBirth, nhsNumber = pupil.NhsNumber } },
                    noticedAt = TimeProvider.System.GetUtcNow().AddDays(-n - 1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    sawOrHeard = $"Entry {n}: he came late and had not eaten.",
                    childsWords = "\"There was nothing left.\"",
                    dangerNow = false,
                }),
            };
            request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString());
            using var written = await http.SendAsync(request);
            Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync());
        }
    }
}
