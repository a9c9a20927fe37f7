using System.Text.Json.Serialization;

namespace Gateway.Notifications;

/// <summary>What a council is told of the child, in the words of custodian contract v1.</summary>
internal sealed record NoticeContent(NoticeChild Child, string Where, DateTime ArrivedAt, string Reference, string RingBack)
{
    internal static NoticeContent Of(NoticeOfAttendance notice) => new(
        new NoticeChild(notice.Child.Digits, notice.DateOfBirth), notice.Where, notice.ArrivedAt.UtcDateTime, notice.Reference, notice.RingBack);
}

internal sealed record NoticeChild(string NhsNumber, DateOnly DateOfBirth);

/// <summary>The request of <c>POST v1/notices</c>. Instants are in UTC, ending in Z, as the contract has them.</summary>
internal sealed record NoticeRequest(
    Guid NoticeId, string Kind, NoticeChild Child, string Where, DateTime ArrivedAt, string Reference, string RingBack, DateTime SentAt)
{
    internal static NoticeRequest Of(NoticeOfAttendance notice, DateTimeOffset now)
    {
        var (child, where, arrivedAt, reference, ringBack) = NoticeContent.Of(notice);
        return new NoticeRequest(notice.Id, notice.Kind.Word(), child, where, arrivedAt, reference, ringBack, now.UtcDateTime);
    }
}

/// <summary>Its answer, with status 202.</summary>
internal sealed record NoticeAcknowledgement(Guid NoticeId, DateTimeOffset Received);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(NoticeEntryCommon))]
[JsonSerializable(typeof(NoticeContent))]
[JsonSerializable(typeof(NoticeRequest))]
[JsonSerializable(typeof(NoticeAcknowledgement))]
internal sealed partial class NoticeJson : JsonSerializerContext;
