// Package doctorcmd has the command that looks for what keeps the program from working on this machine.
package doctorcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// Commands are the command that examines the set-up.
func Commands(p *cli.Program) []*cobra.Command { return []*cobra.Command{commands{p}.doctorCommand()} }

type commands struct{ *cli.Program }

// level is how a check came out.
type level string

// The levels.
const (
	levelOK      level = "ok"
	levelWarning level = "warning"
	levelFailure level = "failure"
)

// check is one thing that was looked at.
type check struct {
	Name  string    `json:"name"`
	Level level     `json:"level"`
	What  text.Text `json:"what"`          // what was found
	Next  text.Text `json:"next,omitzero"` // what to do; nothing where it is ok
}

func ok(name, format string, args ...any) check {
	return check{Name: name, Level: levelOK, What: text.Clean(fmt.Sprintf(format, args...))}
}

func warn(name, what, next string) check {
	return check{Name: name, Level: levelWarning, What: text.Clean(what), Next: text.Clean(next)}
}

func fail(name, what, next string) check {
	return check{Name: name, Level: levelFailure, What: text.Clean(what), Next: text.Clean(next)}
}

func (prog commands) doctorCommand() *cobra.Command {
	var out cli.Output
	var offline bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Look for what keeps the program from working on this machine",
		Long: `Look for what keeps the program from working on this machine: settings, environment and client, API key and IP address,
connection, TLS, proxy, clock, browser, port, folders and their modes, keyring, saved imports, lexicon. Each is ok, a warning or a
failure with what to do. The API is asked for its catalog of banks, which imports nothing.

Exit code 0 is a set-up without failures, 1 one with some, 2 settings that cannot be read.`,
		Example: `  aisdesk doctor
  aisdesk doctor --offline --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			all := prog.examine(c.Context(), offline)
			if err := prog.Print(c.Context(), &out, cli.Document{Value: all, Table: func(w io.Writer) error { return printChecks(w, all) }}); err != nil {
				return err
			}
			return verdict(all)
		},
	}
	c.Flags().BoolVar(&offline, "offline", false, "do not ask the API")
	out.Add(c, cli.Data...)
	return c
}

// Report prints the checks of the settings in force. The error says how many failed.
func Report(ctx context.Context, p *cli.Program) error {
	all := commands{p}.examine(ctx, false)
	if err := printChecks(p.Out, all); err != nil {
		return err
	}
	return verdict(all)
}

// patience is how long the API may take.
const patience = 20 * time.Second

// examine looks at everything. Where the settings cannot be used as a whole, what can be looked at without the network is.
func (prog commands) examine(ctx context.Context, offline bool) []check {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	all, wrong := prog.variables(), map[string]bool{} // settings that were named already
	c, err := prog.Load(prog.Flags, prog.Getenv)
	if err != nil {
		var problems []error
		if c, problems = config.Examine(prog.Flags, prog.Getenv); len(problems) == 0 {
			problems = []error{err}
		}
		for _, problem := range problems {
			all = append(all, settingsFailure(problem))
			if e, is := errors.AsType[*config.Error](problem); is {
				wrong[e.Setting] = true
			} else if _, is := errors.AsType[*config.LexiconError](problem); is {
				wrong["lexicon"] = true
			}
		}
		if c == nil {
			return append(all, prog.throughProxy(nil)...)
		}
		offline = true
	} else {
		all = append(all, ok("settings", "%s", settingsFrom(c)))
		for _, w := range c.Warnings {
			all = append(all, warn("settings", w, "take it out of the settings, or leave it: it is not used"))
		}
		all = append(all, environment(c))
	}
	all = append(all, prog.throughProxy(c)...)
	looked := append(prog.machine(c), prog.saved(ctx, c)...)
	all = append(all, slices.DeleteFunc(looked, func(x check) bool { return wrong[x.Name] })...)
	kept := keptKey(ctx, c)
	all = append(all, kept...)
	if !offline && (len(kept) == 0 || kept[0].Level == levelOK) {
		all = append(all, prog.network(ctx, c)...)
	}
	return all
}

// settingsFailure is why the settings cannot be used.
func settingsFailure(err error) check {
	if e, is := errors.AsType[*config.Error](err); is {
		next := e.Next
		if next == "" {
			next = "correct it there"
		}
		return fail("settings", e.Sentence(), next)
	}
	otherwise := "correct the file, or name another with --config"
	if _, is := errors.AsType[*config.LexiconError](err); is {
		otherwise = "correct the file, or move it away: the lexicon is then the built-in one alone"
	}
	what, next := whatAndNext(err, otherwise)
	return fail("settings", what, next)
}

// whatAndNext takes an error apart that ends with the command which mends it.
func whatAndNext(err error, otherwise string) (what, next string) {
	if what, command, found := strings.Cut(err.Error(), ". Run: "); found {
		return what, "run: " + command
	}
	return err.Error(), otherwise
}

func printChecks(w io.Writer, all []check) error {
	p := &cli.Printer{W: w}
	for _, c := range all {
		p.Fold(fmt.Sprintf("%-7s  %-11s  ", c.Level, c.Name), "%s", c.What)
		if c.Level != levelOK && !c.Next.Empty() {
			p.Fold(fmt.Sprintf("%23s", ""), "%s", c.Next)
		}
	}
	return p.Err
}

// verdict is the exit code of the checks: that of the settings before that of the rest.
func verdict(all []check) error {
	failures := 0
	code := cli.ExitError
	for _, c := range all {
		if c.Level != levelFailure {
			continue
		}
		failures++
		if c.Name == "settings" {
			code = cli.ExitUsage
		}
	}
	if failures == 0 {
		return nil
	}
	return &cli.CodeError{Code: code, Err: errors.New(english.Plural(failures, "check failed", "checks failed"))}
}
