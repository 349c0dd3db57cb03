// Package casecmd has the commands about cases: case and what stands below it, and check.
package casecmd

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Commands are the commands about cases.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.caseCommand(), prog.checkCommand(), retention{prog}.eraseCommand()}
}

type commands struct{ *cli.Program }

// caseHelp says how cases are named on a command line.
const caseHelp = `CASE is the id of a case as "aisdesk case list" prints it, the beginning of that id or of its part after the hyphen, the
case's label, or latest for the newest case of that list; where there is none, for the case of the newest import. The id of an
import means its case: an import that stands alone gets one with the first act on it, unless its person has an open case:
"aisdesk case add" puts it there, "aisdesk case begin" begins one of its own.`

func (prog commands) caseCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "case",
		Short: "Work on cases: people, imports, acts on rows, notes, decisions",
		Long: `A case is the matter of one customer, or of joint applicants: people, their imports and statement files, and every
act of those who work on it. Acts are never changed or deleted, only undone by another act; "aisdesk case history" shows
them all. The imports of a case are read as one: each account stands once, each row once. "aisdesk show CASE",
"aisdesk tx CASE" and "aisdesk report CASE" read it so.

` + caseHelp + "\n\n" + cli.PassphraseHelp,
		Args: cli.OnlyBelow,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(prog.newCommand(), prog.beginCommand(), prog.listCommand(), prog.showCommand(), prog.addCommand(), prog.noteCommand(),
		prog.tagCommand(), prog.untagCommand(), prog.statusCommand(), prog.excludeCommand(), prog.includeCommand(),
		prog.relabelCommand(), prog.decideCommand(), prog.undoCommand(), prog.historyCommand(),
		aggregatedCommand{prog}.command(), retention{prog}.expiryCommand())
	return c
}

// withArchive makes the App, with the archive unlocked where it is encrypted.
func (prog commands) withArchive(ctx context.Context, do func(*app.App) error) error {
	return prog.WithApp(func(a *app.App) error {
		if err := a.Unlock(ctx); err != nil {
			return err
		}
		return do(a)
	})
}

// withCase finds the case that a word means. With begin, an import that stands alone gets a case.
func (prog commands) withCase(ctx context.Context, word string, begin bool, do func(a *app.App, id string) error) error {
	return prog.withArchive(ctx, func(a *app.App) error {
		var beginning func(context.Context, string) (string, error)
		if begin {
			beginning = func(ctx context.Context, importID string) (string, error) {
				return a.Cases.CaseOf(ctx, app.Dataset{ID: importID})
			}
		}
		id, err := find(ctx, a, word, beginning)
		if err != nil {
			return explained(err)
		}
		return do(a, id)
	})
}

// find is the case that a word means. begin gives an import that stands alone a case; nil does not.
func find(ctx context.Context, a *app.App, word string, begin func(ctx context.Context, importID string) (string, error)) (string, error) {
	if word == "latest" || word == "last" {
		if id, err := newest(ctx, a, begin != nil); id != "" || err != nil {
			return id, err
		}
	}
	id, importID, err := a.Cases.Match(ctx, word)
	expired := (*archive.ExpiredError)(nil)
	switch {
	case errors.As(err, &expired):
	case errors.Is(err, archive.ErrNotFound):
		err = fmt.Errorf("%.60q: %w, and no import is called so. \"aisdesk case list\" lists the cases, \"aisdesk list\" the imports", text.Clean(word).String(), casefile.ErrNotFound)
	case err == nil && id == "":
		id, err = caseOf(ctx, a, importID, begin)
	}
	return id, err
}

// newest is the case that was begun last; empty where there is none. What is to be written is written nowhere where a newer import
// stands alone, for either can be meant, and an act stays.
func newest(ctx context.Context, a *app.App, write bool) (string, error) {
	all, err := a.Cases.List(ctx)
	if err != nil || len(all) == 0 {
		return "", err
	}
	id := all[0].ID
	e, err := a.SavedImport(ctx, "latest")
	if !write || err != nil || e.ID[:len(secondOfID)] <= id[:len(secondOfID)] {
		return id, nil
	}
	if of, err := a.Cases.Of(ctx, e.ID); of != "" || err != nil {
		return id, err
	}
	return "", cli.Usage(fmt.Errorf("latest can be the newest case, %s%s, or import %s, which is newer and belongs to no case: name one of them by its id",
		id, called(all[0].State), e.ID))
}

// secondOfID is what an id begins with: the second in which it was made.
const secondOfID = "20060102T150405Z"

// caseNamed is a case by its id and by what people call it.
func caseNamed(ctx context.Context, a *app.App, id string) string {
	s, err := a.Cases.Get(ctx, id)
	if err != nil {
		return id
	}
	return id + called(s)
}

// called is what people call a case, in brackets behind its id; empty where nothing but its id is known.
func called(s *casefile.State) string {
	var names []string
	if s != nil && s.Label != "" {
		names = append(names, strconv.Quote(text.Clean(s.Label).String()))
	}
	if s != nil && len(s.People) > 0 {
		names = append(names, text.Clean(s.People[0].Name).String())
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

func caseOf(ctx context.Context, a *app.App, importID string, begin func(context.Context, string) (string, error)) (string, error) {
	if begin != nil {
		return begin(ctx, importID)
	}
	id, err := a.Cases.Of(ctx, importID)
	if err == nil && id == "" {
		err = fmt.Errorf("import %s belongs to no case: \"aisdesk case note %s TEXT\", or any other act, begins one", importID, importID)
	}
	return id, err
}

// telling lets a command that does something say as data what it did.
func telling(c *cobra.Command, out *cli.Output) *cobra.Command {
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if err := out.Settle(); err != nil {
			return err
		}
		return run(c, args)
	}
	out.Add(c, cli.Data...)
	return c
}

// act does something in a case and says what became of it.
func (prog commands) act(ctx context.Context, out *cli.Output, word string, acts ...casefile.Act) error {
	return prog.withCase(ctx, word, true, func(a *app.App, id string) error {
		e, err := a.Cases.Act(ctx, id, acts...)
		if err != nil {
			return explained(err)
		}
		return prog.done(ctx, out, a, id, e)
	})
}

// written is an event that a command wrote.
type written struct {
	Case string `json:"case"`
	shownEvent
}

// since are the events of a case from a number on.
func since(ctx context.Context, a *app.App, id string, first int64) ([]written, error) {
	s, err := a.Cases.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	all := []written{}
	for _, e := range events(s, cases.NamesOf(a.Cases.Cases, s), cases.Settled(ctx, a.Cases.Cases, s)) {
		if e.Event >= first {
			all = append(all, written{id, e})
		}
	}
	return all, nil
}

// done says on the standard error which event was written, and as data what it is. One that waits has no number that lasts.
func (prog commands) done(ctx context.Context, out *cli.Output, a *app.App, id string, e casefile.Event) error {
	name := caseNamed(ctx, a, id)
	if first := a.Remote.FirstWaiting(ctx, id); first > 0 && e.Seq >= first {
		fmt.Fprintf(prog.Remarks(), "event %d of case %s waits to be sent to the team's store, and may get another number there\n", e.Seq, name)
	} else {
		fmt.Fprintf(prog.Remarks(), "event %d of case %s\n", e.Seq, name)
	}
	p := &cli.Printer{W: prog.Err}
	if off := e.ClockOff(); off != 0 {
		p.Line("warning: the clock of this machine is %s from the archive's; both times are kept", off.Round(1e9))
	}
	if p.Err != nil || out.Plain() {
		return p.Err
	}
	all, err := since(ctx, a, id, e.Seq)
	if err != nil || len(all) == 0 {
		return err
	}
	return prog.Print(ctx, out, cli.Document{Value: all[0]})
}

// explained marks what no case allows as a wrong command line. What this case does not allow, or somebody was faster with, is none.
func explained(err error) error {
	if errors.As(err, new(*casefile.InvalidError)) {
		return cli.Usage(err)
	}
	return err
}

// reasonFlag adds --reason.
func reasonFlag(c *cobra.Command, to *string) {
	c.Flags().StringVar(to, "reason", "", "`TEXT` that says why")
}
