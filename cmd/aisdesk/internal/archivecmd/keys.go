package archivecmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) changeCommand() *cobra.Command {
	return &cobra.Command{
		Use: "change",
		Example: `  aisdesk encrypt change
  AISDESK_NEW_PASSPHRASE_FILE=~/new aisdesk encrypt change`,
		Short: "Change the passphrase of the archive",
		Long: `Change the passphrase of the archive. No import is written anew. Programs name the old passphrase's file in
AISDESK_PASSPHRASE_FILE and the new one's in AISDESK_NEW_PASSPHRASE_FILE.`,
		Args: cli.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return prog.WithApp(func(a *app.App) error {
				old, err := prog.OldPassphrase()
				if err != nil {
					return err
				}
				pass, err := prog.NewPassphrase()
				if err != nil {
					return err
				}
				if err := a.Keys.ChangePassphrase(old, pass); err != nil {
					return err
				}
				fmt.Fprintln(prog.Out, "The new passphrase is in use. A copy of the archive from before opens with the old one.")
				return nil
			})
		},
	}
}

func (prog commands) recoveryCommand() *cobra.Command {
	return &cobra.Command{
		Use: "recovery RECIPIENT",
		Example: `  aisdesk encrypt recovery age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p
  aisdesk encrypt recovery "$(age-keygen -y ~/recovery.txt)"`,
		Short: "Let the holder of an age identity open the archive, too",
		Long: `Let the holder of an age identity open the archive when the passphrase is lost or the keyring is gone. RECIPIENT is
what age-keygen prints as the public key; keep its identity file away from this machine.`,
		Args: cli.OneArg("the recipient, which begins with age1"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				if err := a.Keys.AddRecovery(c.Context(), args[0]); err != nil {
					return err
				}
				fmt.Fprintln(prog.Out, "The identity of this recipient opens the archive from now on: \"aisdesk encrypt recover FILE\".")
				return nil
			})
		},
	}
}

func (prog commands) recoverCommand() *cobra.Command {
	return &cobra.Command{
		Use: "recover IDENTITY-FILE",
		Example: `  aisdesk encrypt recover ~/recovery.txt
  aisdesk encrypt recover /media/stick/recovery.txt`,
		Short: "Open the archive with a recovery identity, and set a new passphrase",
		Args:  cli.OneArg("the age identity file"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				if err := a.Keys.Recover(c.Context(), args[0], prog.NewPassphrase); err != nil {
					return err
				}
				fmt.Fprintln(prog.Out, "The new passphrase is in use.")
				return nil
			})
		},
	}
}

func (prog commands) trustCommand() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use: "trust",
		Example: `  aisdesk encrypt trust
  aisdesk encrypt trust --yes`,
		Short: "Accept an archive that is not as this machine knows it",
		Args:  cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return prog.WithApp(func(a *app.App) error {
				doubt, trust, err := a.Keys.DoubtAll(c.Context())
				if err != nil {
					return err
				}
				if doubt == nil {
					fmt.Fprintln(prog.Out, "The archive is as this machine knows it.")
					return nil
				}
				if !yes && !prog.Agreed("Attention: "+doubt.Error()+"\nDo you know of this change? [y/N] ") {
					return errors.New("the archive is not trusted, and nothing is saved to it")
				}
				return trust()
			})
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}

func (prog commands) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore COPY",
		Example: `  aisdesk restore /media/backup/aisdesk
  aisdesk restore ~/aisdesk-copy`,
		Short: "Take out of a copy of the archive what is missing or damaged here",
		Long: `Take out of a copy of the archive what is missing or damaged here: imports, access tokens, cases, and the key where
there is none. What is here and whole stays as it is. COPY is the directory of the copy.`,
		Args: cli.OneArg("the directory of the copy"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.WithApp(func(a *app.App) error {
				n, err := a.Keys.Restore(c.Context(), args[0])
				fmt.Fprintf(prog.Out, "%s restored.\n", english.Plural(n, "import", "imports"))
				return err
			})
		},
	}
}
