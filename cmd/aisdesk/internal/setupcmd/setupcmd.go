// Package setupcmd has the command that asks for the settings that are missing and writes them.
package setupcmd

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/cmd/aisdesk/internal/doctorcmd"
)

// Commands are the command that asks for settings.
func Commands(p *cli.Program) []*cobra.Command { return []*cobra.Command{commands{p}.setupCommand()} }

type commands struct{ *cli.Program }

func (prog commands) setupCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "setup",
		Short: "Ask for the settings that are missing, and write them",
		Long: `Ask for the settings, line by line: environment, client id, API key, folder of the saved imports, encryption, author, language of
the sign-in. Enter keeps what is there, so that it can be run again to change one thing. What will be written, and where, is
shown before it is written; Ctrl+C leaves everything as it was. With --profile NAME the settings become a profile.

The API key goes into the system's keyring, or into a file of its own, or where you say so into the file of the settings. In the
end the checks of "aisdesk doctor" run.`,
		Example: `  aisdesk setup
  aisdesk setup --profile bank-b`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			talk, err := prog.NewDialog()
			if err != nil {
				return cli.Usage(fmt.Errorf("%w. Without one set AISDESK_ENV, AISDESK_CLIENT, AISDESK_API_KEY or AISDESK_API_KEY_FROM, AISDESK_DATA_DIR and AISDESK_AUTHOR, "+
					"or write the file of the settings: \"aisdesk help files\" names it", err))
			}
			return stopped(prog.setup(c.Context(), talk))
		},
	}
}

// stopped says what an interrupt and the end of the input leave.
func stopped(err error) error {
	switch {
	case errors.Is(err, context.Canceled):
		return &cli.CodeError{Code: cli.ExitCancelled, Err: errors.New("stopped: nothing was changed")}
	case errors.Is(err, io.EOF):
		return errors.New("the input ended: nothing was changed")
	}
	return err
}

func (prog commands) setup(ctx context.Context, talk *cli.Dialog) error {
	place, err := config.PlaceOf(prog.Flags, prog.Getenv)
	if err != nil {
		return cli.Usage(err)
	}
	a := &answers{questions: questions{ctx: ctx, talk: talk}, place: place}
	if err := a.ask(prog); err != nil {
		return err
	}
	p, err := a.plan()
	if err != nil {
		return err
	}
	if p.empty() {
		talk.Say("Nothing is to be changed.")
	} else if yes, err := a.agreed(p); err != nil || !yes {
		if err == nil {
			talk.Say("Nothing was changed.")
		}
		return err
	} else if err := prog.carryOut(ctx, p); err != nil {
		return err
	}
	return prog.examine(ctx, talk, place.Profile, a.environment)
}

// examine runs the doctor's checks of what is set up now, and says how to go on.
func (prog commands) examine(ctx context.Context, talk *cli.Dialog, profile, environment string) error {
	if profile != "" {
		prog.Flags["profile"] = profile
	}
	talk.Say("\nChecks:")
	err := doctorcmd.Report(ctx, prog.Program)
	next, with := "aisdesk verify", ""
	if profile != "" {
		with = " --profile " + profile
	}
	switch {
	case err != nil:
		talk.Say("\nNext: mend what failed, and look again with: aisdesk doctor%s", with)
	case environment == app.Sandbox:
		talk.Say("\nNext, a verification on the sandbox: aisdesk demo%s", with)
	default:
		talk.Say("\nNext, a verification: %s%s", next, with)
	}
	return nil // the settings are written; what else is wrong was said
}
