using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Rules.Notices;

namespace Gateway.Concerns.Files;

/// <summary>Who is told of a pupil's file: the leads of the new school, and of both schools where nobody says that they have it.</summary>
internal sealed class TellOfFile(PostToInbox inbox, Register register)
{
    /// <summary>Within the change that is told of.</summary>
    public Task SentAsync(GatewayContext db, SchoolFile file, CancellationToken stopping) => inbox.AddNewAsync(db, Posted(file, file.To, file.SentAt), stopping);

    public async Task ChasedAsync(GatewayContext db, SchoolFile file, IEnumerable<Agency> schools, DateTimeOffset at, CancellationToken stopping)
    {
        foreach (var school in schools)
            await inbox.AddNewAsync(db, Posted(file, school.Id, at) with { Words = [NoticeWord.Unread], Of = $"chase {file.Chased + 1}" }, stopping);
    }

    public void Committed() => inbox.Committed();

    private Posting Posted(SchoolFile file, string school, DateTimeOffset at) => new(NoticeEvent.SchoolFileSent, NoticeSubject.SchoolFile(file.Id), new PostingTo(NoticeRecipient.SafeguardingLead, school), at)
    {
        From = new Actor(file.From, file.SentBy),
        // A school that left the register has no number here.
        Ring = (school == file.To ? file.From : file.To) is var other && register.Agencies.ContainsKey(other) ? other : null,
    };
}
