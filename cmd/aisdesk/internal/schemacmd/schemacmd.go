// Package schemacmd has the command that prints the JSON Schemas of what commands print.
package schemacmd

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/cli"
)

//go:embed schemas/*.json
var files embed.FS

// Names are the schemas that there are.
func Names() []string {
	all, _ := fs.Glob(files, "schemas/*.json") // the pattern is in order
	for i, name := range all {
		all[i] = strings.TrimSuffix(strings.TrimPrefix(name, "schemas/"), ".json")
	}
	return all
}

// Schema is a JSON Schema of draft 2020-12 by its name; false where there is none. Its $id ends in the version of the form,
// which rises when a field goes or changes its meaning, not when one is added.
func Schema(name string) ([]byte, bool) {
	b, err := files.ReadFile("schemas/" + name + ".json")
	return b, err == nil
}

// Commands are the command that prints schemas.
func Commands(p *cli.Program) []*cobra.Command {
	c := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of what a command prints as JSON",
		Long: `Print the JSON Schema (draft 2020-12) of what a command prints as JSON, or the names of all. The version stands at the
end of its $id. It rises when a field goes or means something else; fields may be added at any time. Of a command that prints
an array, the schema is that of one element, which is also one line of NDJSON. tx-groups is "tx --group"; report-failure is the
line of "report --all" of an import that has no report.`,
		Example: `  aisdesk schema
  aisdesk schema tx`,
		Args:      cli.AtMostOneArg,
		ValidArgs: Names(),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := fmt.Fprintln(p.Out, strings.Join(Names(), "\n"))
				return err
			}
			b, ok := Schema(args[0])
			if !ok {
				return cli.Usage(fmt.Errorf("%w; \"aisdesk schema\" lists the schemas", cli.Unknown("schema", args[0], Names())))
			}
			_, err := p.Out.Write(b)
			return err
		},
	}
	cli.NoSettings(c)
	return []*cobra.Command{c}
}
