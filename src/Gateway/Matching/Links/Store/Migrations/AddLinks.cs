using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Matching.Links.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122150000_AddLinks")]
internal sealed class AddLinks : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Links(migrationBuilder);
        Redirects(migrationBuilder);
        Events(migrationBuilder);
        Work(migrationBuilder);
    }

    private void Links(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ChildLinks",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Child = table.Column<Guid>(nullable: false),
                Authority = table.Column<string>(nullable: false),
                Token = table.Column<byte[]>(nullable: false),
                Slot = table.Column<Guid>(nullable: false),
                Reference = table.Column<string>(nullable: false),
                Status = table.Column<string>(maxLength: 32, nullable: false),
                Evidence = table.Column<string>(nullable: false),
                Model = table.Column<string>(nullable: true),
                Born = table.Column<DateOnly>(nullable: true),
                Sex = table.Column<string>(maxLength: 1, nullable: true),
                Given = table.Column<string>(nullable: true),
                Agency = table.Column<string>(nullable: false),
                Actor = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                MadeAt = table.Column<long>(nullable: false),
                At = table.Column<long>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ChildLinks", link => link.Id));
        migrationBuilder.CreateIndex("IX_ChildLinks_Authority_Token_Slot", "ChildLinks", ["Authority", "Token", "Slot"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_ChildLinks_Child", "ChildLinks", "Child", Schema);
        migrationBuilder.CreateIndex("IX_ChildLinks_Agency_Status", "ChildLinks", ["Agency", "Status"], Schema);
    }

    private void Redirects(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "ChildRedirects",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                From = table.Column<Guid>(nullable: false),
                To = table.Column<Guid>(nullable: false),
                At = table.Column<long>(nullable: false),
                EndedBy = table.Column<Guid>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ChildRedirects", redirect => redirect.Id));
        migrationBuilder.CreateIndex("IX_ChildRedirects_From_EndedBy", "ChildRedirects", ["From", "EndedBy"], Schema, unique: true);
        migrationBuilder.CreateTable(
            name: "DoNotLinks",
            schema: Schema,
            columns: table => new
            {
                One = table.Column<Guid>(nullable: false),
                Other = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Actor = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_DoNotLinks", pair => new { pair.One, pair.Other }));
    }

    private void Events(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "LinkEvents",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(maxLength: 16, nullable: false),
                Kept = table.Column<Guid>(nullable: false),
                Joined = table.Column<Guid>(nullable: false),
                KeptNumber = table.Column<string>(maxLength: 10, nullable: false),
                KeptBorn = table.Column<DateOnly>(nullable: false),
                JoinedNumber = table.Column<string>(maxLength: 10, nullable: false),
                JoinedBorn = table.Column<DateOnly>(nullable: false),
                Undoes = table.Column<Guid>(nullable: true),
                Since = table.Column<long>(nullable: true),
                Moves = table.Column<string>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Proposer = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                State = table.Column<string>(maxLength: 16, nullable: false),
                AnsweringAgency = table.Column<string>(nullable: true),
                AnsweredBy = table.Column<string>(nullable: true),
                AnswerReason = table.Column<string>(nullable: true),
                AnsweredAt = table.Column<long>(nullable: true),
                SeenHasGaps = table.Column<bool>(nullable: false),
                SeenListedAt = table.Column<long>(nullable: true),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_LinkEvents", one => one.Id));
        migrationBuilder.CreateIndex("IX_LinkEvents_State_At", "LinkEvents", ["State", "At"], Schema);
        migrationBuilder.CreateTable(
            name: "LinkCorrections",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Event = table.Column<Guid>(nullable: false),
                Entry = table.Column<Guid>(nullable: false),
                Check = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Practitioner = table.Column<string>(nullable: false),
                SeenAt = table.Column<long>(nullable: false),
                At = table.Column<long>(nullable: false),
                ReadAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_LinkCorrections", correction => correction.Id));
        migrationBuilder.CreateIndex("IX_LinkCorrections_Event_Entry", "LinkCorrections", ["Event", "Entry"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_LinkCorrections_Agency_Practitioner_ReadAt", "LinkCorrections", ["Agency", "Practitioner", "ReadAt"], Schema);
    }

    private void Work(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "LinkTasks",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(maxLength: 32, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Key = table.Column<byte[]>(nullable: false),
                Link = table.Column<Guid>(nullable: true),
                Reference = table.Column<string>(nullable: false),
                Why = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Outcome = table.Column<string>(nullable: true),
                DoneBy = table.Column<string>(nullable: true),
                DoneAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_LinkTasks", task => task.Id));
        migrationBuilder.CreateIndex("IX_LinkTasks_Agency_Key", "LinkTasks", ["Agency", "Key"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_LinkTasks_Agency_DoneAt_At", "LinkTasks", ["Agency", "DoneAt", "At"], Schema);
        migrationBuilder.CreateTable(
            name: "LinkUploads",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Records = table.Column<int>(nullable: false),
                Linked = table.Column<int>(nullable: false),
                Possible = table.Column<int>(nullable: false),
                NotFound = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_LinkUploads", upload => upload.Id));
        migrationBuilder.CreateIndex("IX_LinkUploads_Agency_At", "LinkUploads", ["Agency", "At"], Schema);
    }
}
