using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Notices.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123080000_AddInbox")]
internal sealed class AddInbox : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Notices(migrationBuilder);
        Turns(migrationBuilder);
        Passed(migrationBuilder);
    }

    private void Notices(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "InboxNotices",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Key = table.Column<byte[]>(nullable: false),
                Event = table.Column<string>(maxLength: 32, nullable: false),
                SubjectKind = table.Column<string>(maxLength: 16, nullable: false),
                Subject = table.Column<string>(nullable: false),
                Part = table.Column<string>(maxLength: 32, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Roles = table.Column<string>(nullable: false),
                Person = table.Column<string>(nullable: true),
                Colleague = table.Column<string>(nullable: true),
                Except = table.Column<string>(nullable: true),
                FromAgency = table.Column<string>(nullable: true),
                FromPerson = table.Column<string>(nullable: true),
                Red = table.Column<bool>(nullable: false),
                Words = table.Column<string>(nullable: false),
                Due = table.Column<long>(nullable: true),
                Ring = table.Column<string>(nullable: true),
                InteractionId = table.Column<Guid>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: true),
                DateOfBirth = table.Column<DateOnly>(nullable: true),
                Relationship = table.Column<string>(nullable: true),
                RelationshipEndedAt = table.Column<long>(nullable: true),
                At = table.Column<long>(nullable: false),
                PostedAt = table.Column<long>(nullable: false),
                Step = table.Column<int>(nullable: false),
                NextAt = table.Column<long>(nullable: true),
                Rank = table.Column<int>(nullable: false),
                Unanswered = table.Column<bool>(nullable: false),
                AcknowledgedAt = table.Column<long>(nullable: true),
                AcknowledgedBy = table.Column<string>(nullable: true),
                AcknowledgedAgency = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_InboxNotices", notice => notice.Id));
        migration.CreateIndex("IX_InboxNotices_Key", "InboxNotices", "Key", Schema, unique: true);
        migration.CreateIndex("IX_InboxNotices_NextAt", "InboxNotices", "NextAt", Schema);
        migration.CreateIndex("IX_InboxNotices_Unanswered_Rank", "InboxNotices", ["Unanswered", "Rank"], Schema);
        migration.CreateIndex("IX_InboxNotices_Rank_AcknowledgedAt", "InboxNotices", ["Rank", "AcknowledgedAt"], Schema);
    }

    private void Turns(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "NoticeTurns",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Notice = table.Column<Guid>(nullable: false),
                Step = table.Column<int>(nullable: false),
                Part = table.Column<string>(maxLength: 32, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Roles = table.Column<string>(nullable: false),
                Person = table.Column<string>(nullable: true),
                Title = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Urgency = table.Column<string>(maxLength: 16, nullable: false),
                Items = table.Column<string>(nullable: false),
                Told = table.Column<bool>(nullable: false),
                Code = table.Column<string>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: false),
                DeliveredAt = table.Column<long>(nullable: true),
                ReadAt = table.Column<long>(nullable: true),
                ReadBy = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_NoticeTurns", turn => turn.Id));
        migration.CreateIndex("IX_NoticeTurns_Notice_Step", "NoticeTurns", ["Notice", "Step"], Schema, unique: true);
        migration.CreateIndex("IX_NoticeTurns_Agency_At", "NoticeTurns", ["Agency", "At"], Schema);
    }

    private void Passed(MigrationBuilder migration) => migration.CreateTable(
        name: "NoticesPassed",
        schema: Schema,
        columns: table => new
        {
            Notice = table.Column<Guid>(nullable: false),
            Agency = table.Column<string>(nullable: false),
            Person = table.Column<string>(nullable: false),
            At = table.Column<long>(nullable: false),
        },
        constraints: table => table.PrimaryKey("PK_NoticesPassed", passed => new { passed.Notice, passed.Agency, passed.Person }));
}
