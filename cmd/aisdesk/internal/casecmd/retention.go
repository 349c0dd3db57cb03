package casecmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// retention are the commands about how long cases are kept.
type retention struct{ commands }

func (prog retention) expiryCommand() *cobra.Command {
	var reason string
	var out cli.Output
	c := telling(&cobra.Command{Use: "expiry CASE DAY", Short: "Move the day from which a case may be erased",
		Long: `Move the day from which a case may be erased, YYYY-MM-DD. Without it that is the time of keep_cases in [case] of the
settings after the case's last event; "aisdesk purge" erases cases that are past it. Replies expire by a clock of their own.

` + caseHelp,
		Example: `  aisdesk case expiry kowalski 2031-12-31 --reason "the loan runs until then"
  aisdesk case expiry latest 2027-01-31`,
		Args: twoArgs("the day"),
		RunE: func(c *cobra.Command, args []string) error {
			day, err := aisclient.ParseDate(args[1])
			if err != nil {
				return cli.Usage(fmt.Errorf("the day: %w", err))
			}
			return prog.act(c.Context(), &out, args[0], casefile.Expiry{Expires: day.Time(), Reason: reason})
		}}, &out)
	reasonFlag(c, &reason)
	return c
}

func (prog retention) eraseCommand() *cobra.Command {
	var reason string
	var yes bool
	var out cli.Output
	c := telling(&cobra.Command{Use: "erase CASE", Short: "Erase a case but for the headers of its events",
		Long: `Erase a case: its replies and statement files, everything that was said in it, what the provider held, and its lines in
the list. The headers of its events stay, so that "aisdesk check" can tell that the chain is whole, and so do the reason and
the names of those who acted. Reports that were written elsewhere, and the provider's own copy, stay where they are.

` + caseHelp,
		Example: `  aisdesk erase 20260901T100000Z-case --reason "the customer asked for it" --yes
  aisdesk erase 20260901T100000Z-case --reason "opened by mistake"`,
		Args: cli.OneArg("the case"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.withArchive(c.Context(), func(a *app.App) error {
				id, err := find(c.Context(), a, args[0], a.Cases.ForImport) // an import that stands alone is erased alone, whoever its person is
				if err != nil {
					return err
				}
				if err := app.MayWrite(a); err != nil {
					return fmt.Errorf("nothing is erased: %w", err)
				}
				if reason == "" && !marked(c.Context(), a, id) {
					return cli.Usage(errors.New("--reason is missing: it stays in the case"))
				}
				if err := prog.Agree(yes, "Erase case "+caseNamed(c.Context(), a, id)+" with all of its imports? It cannot be undone.", errors.New("nothing was erased. --yes erases without asking")); err != nil {
					return err
				}
				if err := prog.erase(c.Context(), a, id, reason); err != nil {
					return err
				}
				return prog.Print(c.Context(), &out, cli.Document{Value: erased{id, true}, Table: cli.NoTable})
			})
		}}, &out)
	reasonFlag(c, &reason)
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

// erased says that a case was erased.
type erased struct {
	Case   string `json:"case"`
	Erased bool   `json:"erased"`
}

func (prog retention) erase(ctx context.Context, a *app.App, id, reason string) error {
	err := a.Cases.Erase(ctx, id, reason)
	if errors.Is(err, objects.ErrDenied) && marked(ctx, a, id) {
		return fmt.Errorf("case %s is marked as erased, and what it held stays in the store: %w. %s", id, err, finishers(ctx, a, id, "finish"))
	}
	if errors.Is(err, objects.ErrDenied) {
		return fmt.Errorf("nothing is erased: %w. %s", err, finishers(ctx, a, id, "do"))
	}
	if err != nil {
		return explained(err)
	}
	fmt.Fprintf(prog.Remarks(), "case %s is erased; \"aisdesk check --case %s\" tells what is left\n", id, id)
	return nil
}

// marked reports whether somebody has erased a case, whose replies and bodies may be there still. Its reason is in it.
func marked(ctx context.Context, a *app.App, id string) bool {
	s, err := a.Cases.Get(ctx, id)
	return err == nil && s.Erased
}

// finishers says who can do, or finish, an erasure that is not allowed to this person.
func finishers(ctx context.Context, a *app.App, id, verb string) string {
	var keepers []string
	if chain, _, _ := a.Remote.Team(ctx); chain != nil {
		for _, m := range chain.Last().Members {
			if m.Role == team.Keeper {
				keepers = append(keepers, text.Clean(m.Name).String())
			}
		}
	}
	if len(keepers) == 0 {
		return fmt.Sprintf("The team has no keeper: whoever keeps the bucket can %s it by \"aisdesk erase %s\" once they are in the team", verb, id)
	}
	return fmt.Sprintf("%s can %s it by \"aisdesk erase %s\"", english.Choice(keepers), verb, id)
}

// expires says until when a case is kept.
func expires(a *app.App, s *casefile.State) string {
	switch at := a.Cases.Retention.Expires(s); {
	case s.Erased:
		return "erased"
	case at.IsZero():
		return "until somebody erases it"
	default:
		return "until " + at.UTC().Format(time.DateOnly)
	}
}
