using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Concerns.Files;

/// <summary>Sends a pupil's file to the leads of the next school, once for each request. An allegation about staff is never in it: no lead has one.</summary>
internal sealed class SendFile(
    IDbContextFactory<GatewayContext> contexts, RecordOnce record, ConcernTables tables, SealConcerns seal, WhoReads reads, SchoolTime school, TellOfFile tell, FindEarlier earlier, Register register, TimeProvider time)
{
    public async Task<FileDone> RunAsync(Practitioner who, Guid request, JsonElement written, CancellationToken stopping)
    {
        if (!reads.Decides(who)) return new FileDone.NotAllowed();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var sent = seal.OfSent($"{who.Role} file", written);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        if (await BeforeAsync(db, request, sent, stopping) is { } before) return before;
        var faults = CheckForm.Of(FileForm.Sent, written, tables.Codes, register, now).ToList();
        var to = faults.Count == 0 ? SchoolOf(who, written.GetProperty("urn").GetString()!) : null;
        if (faults.Count == 0 && to is null) faults.Add(new FieldFault("/urn", "No other school here has this number. Ring them, and send the file another way"));
        var concerns = faults.Count == 0 ? await ConcernsAsync(db, who, written, faults, stopping) : [];
        if (faults.Count > 0) return new FileDone.Faulty(faults);
        var id = Guid.CreateVersion7(now);
        var file = SchoolFile.Of(id, who, to!.Id, seal.File(id, await CopyAsync(db, who, written, concerns, stopping)), request, sent, now, school.DayAfter(to, now));
        var entry = ConcernEntries.OfFile("file-sent", who, id, to.Id, written, LondonTime.Day(now));
        return await record.RunAsync(change => PutAsync(change, file, concerns), entry, stopping) switch
        {
            RecordedOnce.Done => Told(file),
            RecordedOnce.LedgerClosed => new FileDone.Closed(),
            _ => await BeforeAsync(db, request, sent, stopping) ?? new FileDone.Elsewhere(),
        };
    }

    /// <summary>The other school of this number; none where it is not here, or is one's own.</summary>
    public Agency? SchoolOf(Practitioner who, string urn) => register.Agencies.Values.FirstOrDefault(agency => agency.Kind == AgencyKind.School && agency.School?.Urn == urn.Trim() && agency.Id != who.Agency.Id);

    private async Task<ImmutableArray<Concern>> ConcernsAsync(GatewayContext db, Practitioner who, JsonElement written, List<FieldFault> faults, CancellationToken stopping)
    {
        Guid[] ids = [.. written.GetProperty("concerns").EnumerateArray().Select(one => one.GetProperty("concern").GetGuid())];
        var found = (await db.Set<Concern>().AsNoTracking().Where(one => ids.Contains(one.Id)).ToListAsync(stopping)).Where(one => reads.Of(who, one) == ConcernPart.Lead).OrderBy(one => one.WrittenAt).ToImmutableArray();
        for (var n = 0; n < ids.Length; n++)
            if (found.FirstOrDefault(one => one.Id == ids[n]) is not { } one) faults.Add(new FieldFault($"/concerns/{n}/concern", "Select what goes with the pupil"));
            else if (FileContent.RowOf(seal.Open(one), PupilOf(written)) is null) faults.Add(new FieldFault($"/concerns/{n}/concern", $"The concern of {Clock.DayAndTime(one.WrittenAt)} does not say clearly that it is about this pupil. Leave it out, or say more of the pupil"));
        return found;
    }

    private static PupilRow PupilOf(JsonElement written) => PupilRow.Of(new FormPart(written.GetProperty("pupil"), DateOnly.MaxValue));

    // A copy: what the old school adds or decides later is not sent by itself.
    private async Task<JsonElement> CopyAsync(GatewayContext db, Practitioner who, JsonElement written, ImmutableArray<Concern> concerns, CancellationToken stopping)
    {
        Guid[] ids = [.. concerns.Select(one => one.Id)];
        var notes = (await db.Set<ConcernNote>().AsNoTracking().Where(note => ids.Contains(note.Concern)).OrderBy(note => note.At).ThenBy(note => note.Id).ToListAsync(stopping)).ToLookup(note => note.Concern);
        var pupil = PupilOf(written);
        var (_, more) = await earlier.RunAsync(who, pupil, stopping);
        return JsonSerializer.Deserialize<JsonElement>(JsonBytes.Of(json =>
        {
            json.WritePropertyName("pupil"u8);
            written.GetProperty("pupil").WriteTo(json);
            if (written.TryGetProperty("note", out var note)) json.WriteString("note"u8, note.GetString());
            if (more) json.WriteBoolean("moreNotShown"u8, true);
            json.WriteStartArray("concerns"u8);
            foreach (var concern in concerns) FileContent.Write(json, concern, seal.Open(concern), pupil, notes[concern.Id].Select(note => (note, seal.Open(note))));
            json.WriteEndArray();
        }));
    }

    private async Task<int> PutAsync(GatewayContext db, SchoolFile file, ImmutableArray<Concern> concerns)
    {
        if (!await AreAsReadAsync(db, concerns)) return 0;
        db.Add(file);
        db.AddRange(concerns.Select(concern => SchoolFileConcern.Of(file.Id, concern.Id)));
        await tell.SentAsync(db, file, CancellationToken.None);
        return await SaveOnce.RunAsync(db);
    }

    // Held as they are until the file is there: what has become an allegation since they were read, or was added to, is not copied, and what becomes one after finds the file.
    private static async Task<bool> AreAsReadAsync(GatewayContext db, ImmutableArray<Concern> concerns)
    {
        Guid[] ids = [.. concerns.Select(concern => concern.Id)];
        var there = db.Set<Concern>().AsNoTracking().Where(one => ids.Contains(one.Id) && !one.Allegation);
        if (await there.ExecuteUpdateAsync(set => set.SetProperty(one => one.Version, one => one.Version)) != ids.Length) return false;
        var versions = await there.ToDictionaryAsync(one => one.Id, one => one.Version);
        return concerns.All(concern => versions.TryGetValue(concern.Id, out var version) && version == concern.Version);
    }

    private FileDone.Done Told(SchoolFile file)
    {
        tell.Committed();
        return new FileDone.Done(file);
    }

    private static async Task<FileDone?> BeforeAsync(GatewayContext db, Guid request, byte[] sent, CancellationToken stopping) =>
        await db.Set<SchoolFile>().AsNoTracking().SingleOrDefaultAsync(one => one.Request == request, stopping) is not { } before ? null
            : CryptographicOperations.FixedTimeEquals(before.Sent, sent) ? new FileDone.Done(before) : new FileDone.RequestIdReused();
}

/// <summary>What can come of sending a file, and of saying that one has it.</summary>
internal abstract record FileDone
{
    private FileDone() { }

    public sealed record Done(SchoolFile File) : FileDone;

    public sealed record Faulty(IReadOnlyList<FieldFault> Faults) : FileDone;

    public sealed record NotAllowed : FileDone;

    public sealed record NotFound : FileDone;

    public sealed record RequestIdReused : FileDone;

    /// <summary>Somebody changed a concern that was to go with it: look again.</summary>
    public sealed record Elsewhere : FileDone;

    public sealed record Closed : FileDone;
}
