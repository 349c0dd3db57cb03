package helpcmd

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the man pages of all commands into a folder",
		Long: `Write the man pages of all commands into a folder, which is made if it is not there. A package puts them into
share/man/man1; "man -l DIR/aisdesk.1" reads them from anywhere.`,
		Example: `  aisdesk man ./man
  aisdesk man ~/.local/share/man/man1`,
		Args: cli.OneArg("the folder"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			root := c.Root()
			root.DisableAutoGenTag = true
			day := time.Unix(0, 0).UTC() // the same source gives the same pages
			if err := doc.GenManTree(root, &doc.GenManHeader{Title: "AISDESK", Section: "1", Source: "aisdesk " + cli.Version(), Manual: "aisdesk", Date: &day}, args[0]); err != nil {
				return fmt.Errorf("writing the man pages: %w", err)
			}
			return nil
		},
	}
}
