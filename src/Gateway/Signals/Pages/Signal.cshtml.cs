using Gateway.Agencies;
using Gateway.Notices.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Signals.Pages;

/// <summary>A run of checks, for whoever has a notice of it.</summary>
public sealed class SignalModel : NoticePage
{
    public SignalView Shown { get; private set; } = null!;

    public static DateOnly Day(DateTimeOffset at) => LondonTime.Day(at);

    public static string Title(string kind) => kind switch
    {
        "local-authority" => "Council",
        "nhs-trust" => "NHS trust",
        "police" => "Police",
        "gp-practice" => "GP practice",
        "school" => "School",
        "probation" => "Probation",
        "drug-and-alcohol" => "Drug and alcohol service",
        "voluntary" => "Voluntary body",
        _ => "Another agency",
    };

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        switch (await Use<ReadSignal>().RunAsync(Who, id, HttpContext.RequestAborted))
        {
            case SignalAnswer.Shown(var view, _):
                Shown = view;
                return Page();
            case SignalAnswer.NotFound: return NotFound();
            default: return Closed();
        }
    }
}
