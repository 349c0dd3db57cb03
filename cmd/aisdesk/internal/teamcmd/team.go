package teamcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/replica"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) teamCommand() *cobra.Command {
	var out cli.Output
	c := parent("team", "Say who is in the team that shares the archive, and by what it judges",
		`Everything in the team's bucket is sealed to the age recipients of its members. A change that another made must be accepted
here ("aisdesk team trust") before anything is sealed to the new list: until then what you do waits.

A team can judge by one lexicon and by policies that it shares: somebody proposes them, somebody else reviews them.

With --format or --json it prints what "aisdesk team list" does.`,
		`  aisdesk team list
  aisdesk team trust`,
		prog.listCommand(), prog.addCommand(), prog.removeCommand(), prog.resealCommand(), prog.trustCommand(),
		prog.proposeCommand(), prog.reviewCommand(), prog.changesCommand())
	help := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if !out.Asked() && !out.ToFile() {
			return help(c, args)
		}
		return prog.list(c.Context(), &out)
	}
	out.Add(c, cli.Data...)
	return c
}

// listedTeam is the team as it is printed.
type listedTeam struct {
	Members []team.Member `json:"members"`
	// Changes are those that this machine can read; Unknown those of them that nobody accepted here.
	Changes []team.Change `json:"changes"`
	Unknown int           `json:"unknown"`
}

func (prog commands) listCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{Use: "list", Short: "List the members, and how the team came to be",
		Example: `  aisdesk team list
  aisdesk team list --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.list(c.Context(), &out)
		}}
	out.Add(c, cli.Data...)
	return c
}

func (prog commands) list(ctx context.Context, out *cli.Output) error {
	if err := out.Settle(); err != nil {
		return err
	}
	return prog.withStore(ctx, func(a *app.App) error {
		chain, unknown, err := a.Remote.Team(ctx)
		if err != nil && !errors.Is(err, team.ErrUnknownChange) {
			return notMember(a, err)
		}
		t := listedTeam{chain.Last().Members, chain.Changes, len(unknown)}
		return prog.Print(ctx, out, cli.Document{Value: t, Records: t.Members, Table: func(w io.Writer) error { return printTeam(w, t, err) }})
	})
}

// notMember tells somebody who is not in the team what a member needs.
func notMember(a *app.App, err error) error {
	own, other := a.Remote.Own()
	if other != nil || !errors.Is(err, team.ErrNotMember) {
		return err
	}
	return fmt.Errorf("%w. Your recipient is %s", err, own)
}

func printTeam(w io.Writer, t listedTeam, unknown error) error {
	cols := cli.Columns{{Head: "NAME"}, {Head: "ROLE"}, {Head: "SSH KEYS"}, {Head: "RECIPIENT", Whole: true, Spare: 1}}
	var lines [][]string
	for _, m := range t.Members {
		keys := strings.Join(m.Keys, ", ")
		if keys == "" {
			keys = "none: acts are only claimed"
		}
		lines = append(lines, []string{m.Name, string(m.Role), keys, m.Recipient})
	}
	if err := cli.PrintAligned(w, cols, lines); err != nil {
		return err
	}
	l := &cli.Printer{W: w}
	for _, c := range t.Changes {
		l.Line("%3d  %s.", c.Seq, team.Describe([]team.Change{c}))
	}
	if unknown != nil {
		l.Line("Attention: %v.", unknown)
	}
	return l.Err
}

func (prog commands) addCommand() *cobra.Command {
	var m member
	c := &cobra.Command{Use: "add NAME RECIPIENT", Short: "Add a member",
		Long: `Add a member, or give one who is there the keys that --ssh-key names, too. RECIPIENT is what "aisdesk team list" prints at the new member's machine; have them tell it to you in another
way than by the bucket. What is sealed from now on opens for them. For what is there already run "aisdesk team reseal".

--role keeps their desk from what it does not include: an auditor writes nothing, an analyst deletes nothing in the bucket.
That is against mistakes. What really limits are the rights in the bucket: give them those of the role there, too.`,
		Example: `  aisdesk team add "Bob Invented" age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
  aisdesk team add "Cyril Invented" age1... --role auditor
  aisdesk team add "Bob Invented" age1... --ssh-key bob.pub`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("name the member and their recipient: aisdesk team add NAME RECIPIENT")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			m.name = args[0]
			return prog.withStore(c.Context(), func(a *app.App) error {
				added, err := m.member(args[1])
				if err != nil {
					return err
				}
				if !c.Flags().Changed("role") {
					added.Role = "" // that of who is a member already stays
				}
				change, err := a.Remote.Change(c.Context(), team.Add, added)
				if err != nil {
					return notMember(a, err)
				}
				_, err = fmt.Fprintln(prog.Out, saidAdded(change))
				return err
			})
		}}
	m.add(c, team.Analyst)
	return c
}

// saidAdded says what adding a member did.
func saidAdded(c *team.Change) string {
	at := slices.IndexFunc(c.Members, func(m team.Member) bool { return strings.EqualFold(m.Name, c.Who) })
	who := ""
	if at >= 0 {
		who = " " + saidMember(&c.Members[at]) + "."
	}
	switch {
	case c.Again:
		return "Nothing had to be done: " + team.Describe([]team.Change{*c}) + "." + who
	case c.Kind == team.Alter:
		return c.Who + " is a member, now with these keys and this role." + who
	}
	return c.Who + " is a member: what is sealed from now on opens for them. \"aisdesk team reseal\" opens what is there already." + who
}

// saidMember names a member with what others compare: the recipient to which is sealed, and the keys that sign.
func saidMember(m *team.Member) string {
	signs := "without an SSH key, so that what they do is only claimed"
	if len(m.Keys) > 0 {
		signs = "who signs with " + strings.Join(m.Keys, ", ")
	}
	return fmt.Sprintf("%s: %s, %s, %s", text.Clean(m.Name), m.Role, m.Recipient, signs)
}

func (prog commands) removeCommand() *cobra.Command {
	return &cobra.Command{Use: "remove NAME", Short: "Remove a member",
		Example: `  aisdesk team remove "Bob Invented"
  aisdesk team remove bob`,
		Args: cli.OneArg("the member's name"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.withStore(c.Context(), func(a *app.App) error {
				change, err := a.Remote.Change(c.Context(), team.Remove, team.Member{Name: args[0]})
				if err != nil {
					return notMember(a, err)
				}
				if change.Again {
					fmt.Fprintf(prog.Out, "Nothing had to be done: %s.\n", team.Describe([]team.Change{*change}))
				}
				_, err = fmt.Fprintf(prog.Out, "%s is no longer a member: what is sealed from now on does not open for them. What they read stays read. Revoke their rights in the bucket, too, "+
					"then seal what is there again: \"aisdesk team reseal\".\n", change.Who)
				return err
			})
		}}
}

func (prog commands) resealCommand() *cobra.Command {
	return &cobra.Command{Use: "reseal", Short: "Seal what is in the bucket again, to the members that there are now",
		Long: `Seal what is in the bucket again, to the members that there are now: after one was added or removed. Each object opens for
the members before or for those now at every moment; ended anywhere, running it again goes on with what is left.`,
		Example: `  aisdesk team reseal
  aisdesk team reseal && aisdesk archive sync`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.withStore(c.Context(), func(a *app.App) error { return prog.reseal(c.Context(), a) })
		}}
}

func (prog commands) reseal(ctx context.Context, a *app.App) error {
	run := prog.NewRun("objects", 0)
	n, err := a.Remote.Reseal(ctx, func(n replica.Resealed) { run.Tell(portfolio.Progress{Done: n.Before + n.Sealed, Of: n.Of}) })
	run.Close()
	if n.Sealed > 0 || err == nil {
		before := ""
		if n.Before > 0 {
			before = fmt.Sprintf("; %d were already", n.Before)
		}
		fmt.Fprintf(prog.Out, "%s sealed again%s.\n", english.Plural(n.Sealed, "object", "objects"), before)
	}
	if left := n.Of - n.Before - n.Sealed; err != nil && left > 0 {
		err = fmt.Errorf("%w. %s left: \"aisdesk team reseal\" goes on with them", err, english.Plural(left, "object is", "objects are"))
	}
	return notMember(a, err)
}

func (prog commands) trustCommand() *cobra.Command {
	var yes bool
	c := &cobra.Command{Use: "trust", Short: "Accept changes of the team that others made",
		Example: `  aisdesk team trust
  aisdesk team trust --yes`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.withStore(c.Context(), func(a *app.App) error {
				_, unknown, err := a.Remote.Team(c.Context())
				if len(unknown) == 0 {
					if err == nil {
						fmt.Fprintln(prog.Out, "The team is as this machine knows it.")
					}
					return notMember(a, err)
				}
				if err := prog.Agree(yes, "Attention: "+team.Describe(unknown)+".\nDid you ask them, and is it so?", errors.New("the change is not accepted, and nothing is sealed to the new list")); err != nil {
					return err
				}
				return prog.trust(c.Context(), a)
			})
		}}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

// trust accepts the changes, and says which, and for whom is sealed from now on.
func (prog commands) trust(ctx context.Context, a *app.App) error {
	accepted, err := a.Remote.Trust(ctx)
	if err != nil {
		return err
	}
	_, _ = a.Remote.Sync(ctx) // what waited for this goes; where it does not, the status says why
	chain, _, err := a.Remote.Team(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(prog.Out, "Accepted: %s. What is sealed from now on opens for %s.\n", team.Describe(accepted), english.List(team.Names(chain.Last().Members)))
	return err
}
