package casecmd

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) decideCommand() *cobra.Command {
	var reason, named string
	var data cli.Output
	c := telling(&cobra.Command{Use: "decide CASE approve|refer|reject", Short: "Decide a case, with a reason",
		Long: `Decide a case, with a reason. The decision keeps the program's verdict as it is now, with the rules and lexicons that it
was reached by, and names the replies and the last event that it rests on. What changes later makes it stale. The verdict is
on the claims that the case keeps: "aisdesk report CASE --income 5000PLN --keep" saves some.

With four_eyes = "approve" or "all" in [case] of the settings a decision counts once another person has decided the same.

` + caseHelp,
		Args: twoArgs("the decision"),
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			if err := casefile.Outcome(args[1]).Valid(); err != nil {
				return cli.Usage(err)
			}
			return prog.withCase(ctx, args[0], true, func(a *app.App, id string) error {
				var p policy.Policy
				var err error
				if named != "" {
					if p, err = policy.Find(a.Config.Policies, named); err != nil {
						return cli.Usage(fmt.Errorf("--policy: %w", err))
					}
				}
				d, err := cli.CaseDataset(ctx, prog.Streams, a, id)
				if err != nil {
					return err
				}
				r, err := a.Cases.Verdict(ctx, d, p)
				if err != nil {
					return err
				}
				e, err := a.Cases.Decide(ctx, d.View.State, casefile.Outcome(args[1]), reason, r)
				if err != nil {
					return explained(err)
				}
				if err := prog.done(ctx, &data, a, id, e); err != nil {
					return err
				}
				s, err := a.Cases.Get(ctx, id)
				if err != nil {
					return err
				}
				out := &cli.Printer{W: prog.Remarks()}
				printDecision(out, s)
				return out.Err
			})
		}}, &data)
	reasonFlag(c, &reason)
	c.Flags().StringVar(&named, "policy", "", "`NAME` of a policy of the settings that is checked with the claims")
	return c
}

func (prog commands) undoCommand() *cobra.Command {
	var reason string
	var out cli.Output
	c := telling(&cobra.Command{Use: "undo CASE EVENT", Short: "Undo an event of a case, with a reason; it stays in the history",
		Long: "Undo an event of a case, with a reason; it stays in the history, which numbers the events.\n\n" + caseHelp, Args: twoArgs("the event's number"),
		RunE: func(c *cobra.Command, args []string) error {
			seq, err := strconv.ParseInt(args[1], 10, 64)
			if err != nil {
				return cli.Usage(fmt.Errorf("%q is not the number of an event: \"aisdesk case history CASE\" lists them", text.Clean(args[1])))
			}
			return prog.act(c.Context(), &out, args[0], casefile.Undo{Seq: seq, Reason: reason})
		}}, &out)
	reasonFlag(c, &reason)
	return c
}

// shownEvent is one event of the history.
type shownEvent struct {
	Event     int64     `json:"event"`
	At        time.Time `json:"at"`
	StoreTime time.Time `json:"storeTime,omitzero"` // where the author's clock was over 5 minutes off
	Author    string    `json:"author"`
	Key       string    `json:"key,omitempty"` // fingerprint of the SSH key that signed
	Kind      string    `json:"kind"`
	What      string    `json:"what"`
	Reason    string    `json:"reason,omitempty"`
	UndoneBy  int64     `json:"undoneBy,omitempty"`
	Ignored   string    `json:"ignored,omitempty"` // why it has no effect
	Waits     bool      `json:"waits,omitempty"`   // to be sent to a team's store, where it may get another number and hash
	Hash      string    `json:"hash"`
}

// events are all of a case. Those behind the number settled wait to be sent.
func events(s *casefile.State, names cases.Names, settled int64) []shownEvent {
	out := make([]shownEvent, len(s.History))
	for i := range s.History {
		e := &s.History[i]
		out[i] = shownEvent{Event: e.Seq, At: e.Time, StoreTime: e.StoreTime, Author: e.Author, Key: e.Key, Kind: string(e.Kind), UndoneBy: e.Undone, Ignored: e.Ignored, Waits: e.Seq > settled, Hash: e.Hash}
		out[i].What, out[i].Reason = cases.Told(s, e, names), cases.Reason(e.Act)
	}
	return out
}

func (prog commands) historyCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{Use: "history CASE", Short: "List every event of a case", Long: "List every event of a case, in order.\n\n" + caseHelp, Args: cli.OneArg("the case"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			return prog.withCase(c.Context(), args[0], false, func(a *app.App, id string) error {
				s, err := a.Cases.Get(c.Context(), id)
				if err != nil {
					return err
				}
				if s.ReadOnly != "" { // what follows is not in the list
					fmt.Fprintf(prog.Err, "warning: the case can only be read: %s\n", text.Clean(s.ReadOnly))
				}
				all := events(s, cases.NamesOf(a.Cases.Cases, s), cases.Settled(c.Context(), a.Cases.Cases, s))
				return prog.Print(c.Context(), &out, cli.Document{Value: all, Table: func(w io.Writer) error { return printHistory(w, all) }})
			})
		}}
	out.Add(c, cli.Data...)
	return c
}

func printHistory(w io.Writer, all []shownEvent) error {
	p := &cli.Printer{W: w}
	for _, e := range all {
		line := fmt.Sprintf("%4d  %s  %s  %s", e.Event, e.At.Local().Format("2006-01-02 15:04"), e.Author, e.What)
		if e.Reason != "" {
			line += " Reason: " + e.Reason
		}
		switch {
		case e.UndoneBy != 0:
			line += fmt.Sprintf(" (undone by event %d)", e.UndoneBy)
		case e.Ignored != "":
			line += " (without effect: " + e.Ignored + ")"
		}
		if e.Waits {
			line += " (waits to be sent, its number may change)"
		}
		p.Line("%s", text.Clean(line))
	}
	return p.Err
}

// errUnread is what check ends with where all that could be read is as it was written.
var errUnread = errors.New("something cannot be read, so nobody knows whether it is as it was written")

// errProblems is what check ends with.
var errProblems = errors.New("something is not as it was written")
