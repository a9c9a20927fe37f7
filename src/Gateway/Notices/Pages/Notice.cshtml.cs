using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Incidents.Schools;
using Gateway.Notices.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Notices.Pages;

/// <summary>One notice: what to do, whom to ring, "I have this" and "not mine".</summary>
public sealed class NoticeModel : NoticePage
{
    public NoticeView Shown { get; private set; } = null!;

    /// <summary>The source that it is about, by its name.</summary>
    public string? Source => Shown.Notice.SubjectKind == NoticeSubjectKind.Source ? Use<Agencies.Register>().CustodianOf(Shown.Notice.Subject)?.Name ?? Shown.Notice.Subject : null;

    /// <summary>What the police tell a school of a pupil: read here, so that who has it needs no other page.</summary>
    internal SchoolNoticeSeen? School { get; private set; }

    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id) => await ShowAsync(id) is { } other ? other : Page();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (Request.Form["do"] == "not-mine") return await PassAsync(id);
        return await Use<TakeNotice>().AcknowledgeAsync(Who, id, HttpContext.RequestAborted) switch
        {
            NoticeAnswer.Shown => Redirect($"/notices/{id}"),
            NoticeAnswer.ByAnother => await ShowAsync(id) ?? Again(new FieldFault("have", "Somebody else has it already")),
            NoticeAnswer.NotFound => NotFound(),
            _ => Closed(),
        };
    }

    private async Task<IActionResult> PassAsync(Guid id)
    {
        Reason = Request.Form["reason"].ToString().Trim();
        if (PlainText.WhatIsWrong(Reason, WorkAnswers.LongestText) is not null) return await ShowAsync(id) ?? Again(new FieldFault("reason", "Enter why it is not yours"));
        return await Use<TakeNotice>().PassOnAsync(Who, id, Reason, HttpContext.RequestAborted) switch
        {
            NoticeAnswer.Shown => Redirect("/notices"),
            NoticeAnswer.Last => await ShowAsync(id) ?? Again(new FieldFault("reason", "Ring whoever can deal with it. Nobody has it after you")),
            NoticeAnswer.ByAnother => await ShowAsync(id) ?? Again(new FieldFault("have", "Somebody else has it already")),
            NoticeAnswer.NotFound => NotFound(),
            _ => Closed(),
        };
    }

    // Null where it is there to be shown.
    private async Task<IActionResult?> ShowAsync(Guid id)
    {
        switch (await Use<ReadNotice>().RunAsync(Who, id, HttpContext.RequestAborted))
        {
            case NoticeAnswer.Shown(var view, _):
                Shown = view;
                return await SchoolAsync(view);
            case NoticeAnswer.NotFound: return NotFound();
            default: return Closed();
        }
    }

    private async Task<IActionResult?> SchoolAsync(NoticeView view)
    {
        if (!view.Told || view.Notice.SubjectKind != NoticeSubjectKind.SchoolNotice || !Guid.TryParse(view.Notice.Subject, out var about)) return null;
        var read = await Use<ReadSchoolNotice>().RunAsync(Who, about, HttpContext.RequestAborted);
        School = (read as SchoolNoticeRead.Shown)?.Seen;
        return read is SchoolNoticeRead.Closed ? Closed() : null;
    }
}
