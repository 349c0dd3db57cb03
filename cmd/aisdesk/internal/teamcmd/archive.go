// Package teamcmd has the commands about an archive that a team shares: archive and team, with what stands below them.
package teamcmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/signature"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// Commands are the commands about an archive that a team shares.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.archiveCommand(), prog.teamCommand()}
}

type commands struct{ *cli.Program }

// parent is a command that only has others below it.
func parent(name, short, long, example string, below ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: name, Short: short, Long: long, Example: example,
		Args: cli.OnlyBelow,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(below...)
	return c
}

func (prog commands) archiveCommand() *cobra.Command {
	return parent("archive", "Share the archive with a team: try a bucket, bring the archive in, send and receive",
		`An archive is a directory of this machine. A team shares one by a bucket of Amazon S3, or of another server that speaks its
protocol: archive = "s3://BUCKET?region=REGION" in the settings, or AISDESK_ARCHIVE. For another server add
&endpoint=https://HOST&use_path_style=true. Credentials are where the AWS tools have them (AWS_ACCESS_KEY_ID, ~/.aws), never
in the address. What leaves this machine is sealed to the members' keys; the directory stays this machine's copy, and works
without the bucket: what is done meanwhile is sent later.`,
		`  aisdesk archive probe
  aisdesk archive sync`,
		prog.probeCommand(), prog.initCommand(), prog.moveCommand(), prog.syncCommand())
}

// withStore makes the App, with the archive unlocked.
func (prog commands) withStore(ctx context.Context, do func(*app.App) error) error {
	return prog.WithApp(func(a *app.App) error {
		if !a.Remote.Shared() {
			return remote.ErrNoStore
		}
		if err := a.Unlock(ctx); err != nil {
			return err
		}
		return do(a)
	})
}

func (prog commands) probeCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{Use: "probe", Short: "Try whether a bucket can hold an archive, and what may be done in it",
		Long: `Try whether a bucket can hold an archive, and what may be done in it, with an object that is created twice, read, listed and
deleted. Exit code 0 is that one can take part in an archive there, if only as an auditor, who needs to get and to list; 1 that
one cannot.`,
		Example: `  AISDESK_ARCHIVE="s3://our-archive?region=eu-central-1" aisdesk archive probe
  aisdesk archive probe --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.WithApp(func(a *app.App) error {
				p, err := a.Remote.Probe(c.Context())
				if err != nil {
					return err
				}
				if err := prog.Print(c.Context(), &out, cli.Document{Value: p, Table: func(w io.Writer) error { return printProbed(w, p) }}); err != nil {
					return err
				}
				if err := p.Usable(); err != nil {
					return fmt.Errorf("%s: %w", p.Address, err)
				}
				return nil
			})
		}}
	out.Add(c, cli.Data...)
	return c
}

func printProbed(w io.Writer, p remote.Probed) error {
	l := &cli.Printer{W: w}
	if len(p.Untried) > 0 {
		l.Line("Whether %s can hold an archive is not known: the right to put is missing, so it could not be tried whether of two who write the same name one wins, nor to delete.", p.Address)
	} else {
		l.Line("%s can hold an archive: of two who write the same name one wins.", p.Address)
	}
	switch may := strings.Join(p.Denied, ", "); may {
	case "put":
		l.Line("You may read (get, list): the rights of an auditor.")
	case "delete":
		l.Line("You may read and write (get, list, put): the rights of an analyst.")
	case "":
		l.Line("You may read, write and delete (get, list, put, delete): the rights of a keeper.")
	default:
		l.Line("You may: %s. You may not: %s.", cmp.Or(strings.Join(p.Allowed, ", "), "nothing"), may)
	}
	if p.Left != "" {
		l.Line("The object %s was left: deleting is not allowed to you.", p.Left)
	}
	if p.Skew.Abs() > objects.ClockLimit {
		l.Line("Attention: this machine's clock is %s from the store's. Set it: nothing is deleted by time meanwhile.", english.Span(p.Skew.Abs()))
	}
	if p.Keeps != "" {
		l.Line("Attention: the bucket keeps %s. Deleting and erasing wait for that.", p.Keeps)
	}
	return l.Err
}

func (prog commands) initCommand() *cobra.Command {
	var m member
	var out cli.Output
	c := &cobra.Command{Use: "init", Short: "Begin a team in the bucket of the settings, or take part in the one that is there",
		Long: `Begin a team in the bucket of the settings, with you as its first member, or take part in the one that is there, once a
member has added you. What is in the archive of this machine is brought into the bucket. The archive must be encrypted.
It can be stopped at any moment, and run again.`,
		Example: `  aisdesk archive init --name "Anna Invented" --role keeper
  aisdesk archive init --name "Anna Invented" --ssh-key ~/.ssh/id_ed25519.pub`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withStore(c.Context(), func(a *app.App) error {
				s, err := prog.join(c.Context(), a, m)
				if err != nil {
					return err
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: s, Table: s.print})
			})
		}}
	m.add(c, team.Keeper)
	c.Flags().StringVar(&m.name, "name", "", "your `NAME` in the team (default: that of --author)")
	c.Flags().BoolVar(&m.yes, "yes", false, "do not ask before a new team begins where the one that this machine knows is gone")
	out.Add(c, cli.Data...)
	return c
}

// member are the flags of a member.
type member struct {
	name, role string
	keys       []string
	yes        bool
}

func (m *member) add(c *cobra.Command, role team.Role) {
	c.Flags().StringVar(&m.role, "role", string(role), "`ROLE`: analyst (reads and writes), keeper (deletes, too) or auditor (reads): this desk keeps to it; what really limits are the rights in the bucket")
	c.Flags().StringArrayVar(&m.keys, "ssh-key", nil, "`FILE` of a public SSH key with which the person signs; may be given again")
}

func (m *member) member(recipient string) (team.Member, error) {
	out := team.Member{Name: text.Clean(m.name).String(), Recipient: recipient, Role: team.Role(m.role)}
	for _, file := range m.keys {
		b, err := config.ReadFile(file)
		if err != nil {
			return out, err
		}
		k, err := signature.ParseKey(string(b))
		if err != nil {
			return out, fmt.Errorf("%s: %w. Name the file that ends in .pub", file, err)
		}
		out.Keys = append(out.Keys, k.Fingerprint)
	}
	return out, nil
}

// join brings the archive into the store of the settings.
func (prog commands) join(ctx context.Context, a *app.App, m member) (s syncedStore, err error) {
	if m.name == "" {
		by, err := cases.Author(ctx, a.Cases.Cases)
		if err != nil {
			return s, err
		}
		m.name = by.Name
	}
	first, err := m.member("")
	if err != nil {
		return s, err
	}
	begun, rep, err := a.Remote.Join(ctx, first, false, nil)
	if errors.Is(err, team.ErrGone) {
		if err := prog.Agree(m.yes, "Attention: "+err.Error()+".\nA new team has you alone in it, and gets what this machine holds. The others must be added again, and bring in what they have.\nBegin a new team?", err); err != nil {
			return s, err
		}
		begun, rep, err = a.Remote.Join(ctx, first, true, nil)
	}
	if errors.Is(err, team.ErrNotMember) {
		own, _ := a.Remote.Own()
		return s, fmt.Errorf("%w: aisdesk team add NAME %s", err, own)
	}
	if err != nil {
		return s, err
	}
	if s, err = synced(ctx, a, rep); begun {
		s.Begun = first.Name
	}
	if chain, _, other := a.Remote.Team(ctx); err == nil && other == nil {
		s.Members = chain.Last().Members
	}
	if index, other := a.Library.Index(ctx); other == nil {
		for n := range index.Len() {
			if e := index.Entry(n); e.Encryption == archive.EncryptionNone {
				s.plain++
			}
		}
	}
	own, _ := a.Remote.Own()
	at := slices.IndexFunc(s.Members, func(m team.Member) bool { return m.Recipient == own })
	if by, other := cases.Author(ctx, a.Cases.Cases); other == nil && by.Signer == nil && at >= 0 {
		s.unsigned = len(s.Members[at].Keys) > 0
		if !strings.EqualFold(by.Name, s.Members[at].Name) {
			s.author, s.member = by.Name, s.Members[at].Name
		}
	}
	return s, err
}

// movedArchive is where an archive was brought.
type movedArchive struct {
	Archive string       `json:"archive"`           // the value of archive in the settings
	Imports int          `json:"imports,omitempty"` // how many lie there now; of a directory
	Sync    *syncedStore `json:"sync,omitempty"`    // of a bucket
	// InForce is what of the team's judgement went along to a directory: the subjects with their versions.
	InForce []string `json:"inForce,omitempty"`
	Copy    string   `json:"copy,omitempty"` // the directory of this machine's copy with its key (data_dir); of a bucket
}

func (m movedArchive) print(w io.Writer) error {
	l := &cli.Printer{W: w}
	if m.Sync != nil {
		l.Err = m.Sync.print(w)
		l.Line("Set archive = %q in the settings to work there from now on.", m.Archive)
		l.Line("This machine's copy with its key stays in %s (data_dir).", m.Copy)
		return l.Err
	}
	l.Line("%s with all cases in %s. Set archive = %q in the settings to work there from now on.", english.Plural(m.Imports, "import", "imports"),
		strings.TrimPrefix(m.Archive, "file://"), m.Archive)
	if len(m.InForce) > 0 {
		l.Line("What the team judges by goes along, and is in force there: %s.", text.Clean(english.List(m.InForce)))
	}
	return l.Err
}

func (prog commands) moveCommand() *cobra.Command {
	var m member
	var out cli.Output
	c := &cobra.Command{Use: "move TO", Short: "Bring the archive into another bucket, or out of the bucket into a directory",
		Long: `Bring the archive into another bucket (s3://...), or out of the bucket of the settings into a directory of this machine
(file:///...). Nothing is deleted where it was. Afterwards set archive in the settings to the new place.
It can be stopped at any moment, and run again.`,
		Example: `  aisdesk archive move "s3://our-archive?region=eu-central-1"
  aisdesk archive move file:///home/anna/archive`,
		Args: cli.OneArg("where to: s3://... or file:///..."),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			if dir, ok := strings.CutPrefix(args[0], "file://"); ok {
				return prog.withStore(c.Context(), func(a *app.App) error { return prog.moveOut(c.Context(), a, dir, &out) })
			}
			return prog.WithApp(func(a *app.App) error {
				if err := a.Unlock(c.Context()); err != nil {
					return err
				}
				if err := a.Remote.FetchAll(c.Context()); err != nil {
					return err
				}
				there, err := a.At(args[0])
				if err != nil {
					return err
				}
				defer there.Close()
				if err := there.Unlock(c.Context()); err != nil {
					return err
				}
				s, err := prog.join(c.Context(), there, m)
				if err != nil {
					return err
				}
				moved := movedArchive{Archive: args[0], Sync: &s, Copy: a.Config.DataDir}
				return prog.Print(c.Context(), &out, cli.Document{Value: moved, Table: moved.print})
			})
		}}
	out.Add(c, cli.Data...)
	m.add(c, team.Keeper)
	c.Flags().StringVar(&m.name, "name", "", "your `NAME` in the team (default: that of --author)")
	return c
}

func (prog commands) moveOut(ctx context.Context, a *app.App, dir string, out *cli.Output) error {
	if _, err := a.Remote.Sync(ctx); err != nil {
		return err
	}
	if err := a.Remote.FetchAll(ctx); err != nil {
		return err
	}
	n, err := a.Keys.CopyTo(ctx, dir)
	if err != nil {
		return err
	}
	along, err := remote.CopyJudgement(ctx, a.Remote, dir)
	if err != nil {
		return err
	}
	moved := movedArchive{Archive: "file://" + dir, Imports: n}
	if along != nil {
		for _, v := range along.Accepted {
			moved.InForce = append(moved.InForce, fmt.Sprintf("%s, team's version %d", v.Subject, v.Version))
		}
	}
	return prog.Print(ctx, out, cli.Document{Value: moved, Table: moved.print})
}

func (prog commands) syncCommand() *cobra.Command {
	var out cli.Output
	var letGo string
	var gone bool
	c := &cobra.Command{Use: "sync", Short: "Send what waits, receive what others did, and say how things stand",
		Long: `Send what waits, receive what others did, and say how things stand. Commands and the screen do so by themselves. Acts that
were made without the bucket and are not allowed any more are listed, with whose act came first; they are kept until you let
them go.`,
		Example: `  aisdesk archive sync
  aisdesk archive sync --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withStore(c.Context(), func(a *app.App) error {
				if letGo != "" {
					return a.Remote.LetGo(letGo)
				}
				sync := a.Remote.Sync
				if gone {
					sync = a.Remote.SyncGone
				}
				rep, err := sync(c.Context())
				if err != nil {
					return err
				}
				s, err := synced(c.Context(), a, rep)
				if err != nil {
					return err
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: s, Table: s.print})
			})
		}}
	c.Flags().StringVar(&letGo, "let-go", "", "`ID` of an act that was refused, to forget it; the id of an import that may not be deleted brings it back")
	c.Flags().BoolVar(&gone, "gone", false, "delete here, too, what is gone from the bucket, also where that is most of the imports")
	out.Add(c, cli.Data...)
	return c
}

// syncedStore is what a sync did, and how things stand.
type syncedStore struct {
	Begun string `json:"begun,omitempty"` // who began a team with it, as its first member
	// Members are the team's where this machine came to take part in it.
	Members []team.Member `json:"members,omitempty"`
	replica.Report
	Status replica.Status    `json:"status"`
	Acts   []replica.Refused `json:"refusedActs"`

	unsigned bool // though the team knows a key of this person
	// author is the name under which this person acts where the team knows them as member.
	author, member string
	plain          int // imports that lie here in plain text
}

func synced(ctx context.Context, a *app.App, rep replica.Report) (s syncedStore, err error) {
	s.Report = rep
	if s.Status, err = a.Remote.Status(ctx); err != nil {
		return s, err
	}
	s.Acts, err = a.Remote.Refused()
	if s.Acts == nil {
		s.Acts = []replica.Refused{}
	}
	return s, err
}

// printMembers says to whom is sealed, for a person who compares that with what the others say.
func (s syncedStore) printMembers(l *cli.Printer) {
	for i := range s.Members {
		l.Line("Member %s.", saidMember(&s.Members[i]))
	}
	if len(s.Members) > 1 {
		l.Line("What you send is sealed to them: ask each, in another way than by the bucket, whether this is their recipient and key.")
	}
	if s.plain > 0 {
		l.Line("Attention: %s on this machine in plain text, from before the archive was encrypted. What was sent is sealed; \"aisdesk encrypt keyring --older\" or \"aisdesk encrypt passphrase --older\" encrypts them here, too.",
			english.Plural(s.plain, "import lies", "imports lie"))
	}
	if s.author != "" {
		l.Line("Attention: what you do is written under the name %s, and the team knows you as %s. Set author = %q in [case] of the settings.", text.Clean(s.author), text.Clean(s.member), s.member)
	}
	if s.unsigned {
		l.Line("Attention: you have an SSH key in the team and nothing is signed here. Set sign = \"ssh\" in [case] of the settings: what is not signed does not count as yours.")
	}
}

func (s syncedStore) print(w io.Writer) error {
	rep, l := s.Report, &cli.Printer{W: w}
	if s.Begun != "" {
		l.Line("The team begins, with %s as its first member. \"aisdesk team add\" adds others.", s.Begun)
	}
	s.printMembers(l)
	l.Line("Received: %s, %s. Sent: %s, %s.", english.Plural(rep.Received, "import", "imports"), english.Plural(rep.Events, "event of cases", "events of cases"),
		english.Plural(rep.Sent, "record of imports", "records of imports"), english.Plural(rep.Acts, "act that waited", "acts that waited"))
	if rep.Gone+rep.Deleted > 0 {
		l.Line("Deleted: %s by others, %s of yours.", english.Plural(rep.Gone, "import", "imports"), english.Plural(rep.Deleted, "import", "imports"))
	}
	if rep.Evicted > 0 {
		l.Line("%s removed from this machine, to keep to cache_mb: opening one fetches it.", english.Plural(rep.Evicted, "reply", "replies"))
	}
	for _, p := range rep.Problems {
		l.Line("Attention: %s", p)
	}
	if s.Status.Waiting > 0 {
		l.Line("Waiting: %d.", s.Status.Waiting)
	}
	for _, id := range s.Status.Undeleted {
		l.Line("Deleted here only: import %s, as you may not delete in the store. A keeper of the team can.", id)
		l.Line("  \"aisdesk archive sync --let-go %s\" brings it back here.", id)
	}
	for _, r := range s.Acts {
		l.Line("Not allowed any more: your %s of %s (%s).", r.Kind, r.Time.Local().Format("2006-01-02 15:04"), r.ID)
		l.Line("  %s", r.Why)
		again := "Do it again if it still holds. "
		if r.Act == nil || string(r.Act) == "null" { // its case was erased
			again = ""
		}
		l.Line("  %s\"aisdesk archive sync --let-go %s\" forgets it.", again, r.ID)
	}
	return l.Err
}
