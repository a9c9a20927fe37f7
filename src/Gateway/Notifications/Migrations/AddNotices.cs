using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notifications.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122020000_AddNotices")]
internal sealed class AddNotices : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (Schema is not null) migrationBuilder.EnsureSchema(Schema);
        Notices(migrationBuilder);
        Outbox(migrationBuilder);
        Inbox(migrationBuilder);
    }

    private void Notices(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "NoticesOfAttendance",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                InteractionId = table.Column<Guid>(nullable: false),
                PolicyHash = table.Column<byte[]>(nullable: false),
                Attendance = table.Column<byte[]>(nullable: false),
                Recipient = table.Column<string>(nullable: false),
                Asker = table.Column<string>(nullable: false),
                AskerKind = table.Column<string>(maxLength: 32, nullable: false),
                Reference = table.Column<string>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                Where = table.Column<string>(nullable: false),
                ArrivedAt = table.Column<long>(nullable: false),
                RingBack = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NextAttemptAt = table.Column<long>(nullable: false),
                QueuedUntil = table.Column<long>(nullable: false),
                FailedAttempts = table.Column<int>(nullable: false),
                LastFailure = table.Column<string>(nullable: true),
                WarnedAt = table.Column<long>(nullable: true),
                LedgerEntry = table.Column<Guid>(nullable: true),
                DeliveredAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_NoticesOfAttendance", notice => notice.Id));
        migration.CreateIndex("IX_NoticesOfAttendance_Attendance", "NoticesOfAttendance", "Attendance", Schema, unique: true);
        migration.CreateIndex("IX_NoticesOfAttendance_DeliveredAt_NextAttemptAt", "NoticesOfAttendance", ["DeliveredAt", "NextAttemptAt"], Schema);
    }

    private void Outbox(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Outbox",
            schema: Schema,
            columns: table => new
            {
                Sequence = Counter(table),
                MessageId = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(nullable: false),
                Subject = table.Column<Guid>(nullable: false),
                Line = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                NotBefore = table.Column<long>(nullable: false),
                Refusals = table.Column<int>(nullable: false),
                SentAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Outbox", message => message.Sequence));
        migration.CreateIndex("IX_Outbox_SentAt_Line_Sequence", "Outbox", ["SentAt", "Line", "Sequence"], Schema);
        migration.CreateIndex("IX_Outbox_Subject", "Outbox", "Subject", Schema);
    }

    private void Inbox(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Inbox",
            schema: Schema,
            columns: table => new
            {
                MessageId = table.Column<Guid>(nullable: false),
                Consumer = table.Column<string>(nullable: false),
                DoneAt = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Inbox", message => new { message.MessageId, message.Consumer }));
        migration.CreateIndex("IX_Inbox_DoneAt", "Inbox", "DoneAt", Schema);
    }
}
