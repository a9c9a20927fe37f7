using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123112000_AddConcerns")]
internal sealed class AddConcerns : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Concerns",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                School = table.Column<string>(nullable: false),
                Author = table.Column<string>(nullable: false),
                AuthorRole = table.Column<string>(nullable: false),
                AuthorName = table.Column<string>(nullable: true),
                WrittenAt = table.Column<long>(nullable: false),
                DangerNow = table.Column<bool>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                Allegation = table.Column<bool>(nullable: false),
                Named = table.Column<byte[]>(nullable: true),
                State = table.Column<string>(maxLength: 16, nullable: false),
                ReadAt = table.Column<long>(nullable: true),
                Owner = table.Column<string>(nullable: true),
                Referral = table.Column<Guid>(nullable: true),
                DeputyAt = table.Column<long>(nullable: true),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Concerns", concern => concern.Id));
        migrationBuilder.CreateIndex("IX_Concerns_Request", "Concerns", ["Request"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_Concerns_School_Allegation_State_WrittenAt", "Concerns", ["School", "Allegation", "State", "WrittenAt"], Schema);
        migrationBuilder.CreateIndex("IX_Concerns_DeputyAt", "Concerns", ["DeputyAt"], Schema);
        migrationBuilder.CreateTable(
            name: "ConcernNotes",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Concern = table.Column<Guid>(nullable: false),
                Kind = table.Column<string>(maxLength: 16, nullable: false),
                Person = table.Column<string>(nullable: false),
                PersonName = table.Column<string>(nullable: true),
                At = table.Column<long>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_ConcernNotes", note => note.Id));
        migrationBuilder.CreateIndex("IX_ConcernNotes_Request", "ConcernNotes", ["Request"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_ConcernNotes_Concern", "ConcernNotes", ["Concern"], Schema);
    }
}
