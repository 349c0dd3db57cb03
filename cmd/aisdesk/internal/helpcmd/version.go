package helpcmd

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/cli"
)

func (prog commands) versionCommand() *cobra.Command {
	var out cli.Output
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version, the commit and the Go version",
		Example: `  aisdesk version
  aisdesk version --json`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := out.Settle(); err != nil {
				return err
			}
			b := cli.BuildInfo()
			return prog.Print(c.Context(), &out, cli.Document{Value: b, Table: func(w io.Writer) error { _, err := fmt.Fprintln(w, b); return err }})
		},
	}
	out.Add(c, cli.Data...)
	cli.NoSettings(c)
	return c
}
