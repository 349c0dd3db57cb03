package casecmd

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// peopleFlags name people by their roles.
type peopleFlags struct {
	applicant            string
	coApplicants, others []string
	applicantID          string
}

func (f *peopleFlags) add(c *cobra.Command) {
	s := c.Flags()
	s.StringVar(&f.applicant, "applicant", "", "`NAME` of the applicant")
	s.StringArrayVar(&f.coApplicants, "co-applicant", nil, "`NAME` of a co-applicant; may be given again")
	s.StringArrayVar(&f.others, "guarantor", nil, "`NAME` of a guarantor; may be given again")
	s.StringVar(&f.applicantID, "owner", "", "`ID` of the applicant at the provider (ownerExternalId), where there is one already")
}

func (f *peopleFlags) people() []casefile.Person {
	var all []casefile.Person
	if f.applicant != "" {
		all = append(all, casefile.Person{Name: text.Clean(f.applicant).String(), Role: casefile.Applicant, OwnerExternalID: f.applicantID})
	}
	for _, n := range f.coApplicants {
		all = append(all, casefile.Person{Name: text.Clean(n).String(), Role: casefile.CoApplicant})
	}
	for _, n := range f.others {
		all = append(all, casefile.Person{Name: text.Clean(n).String(), Role: casefile.Guarantor})
	}
	return all
}

// begun names a case that was begun.
type begun struct {
	Case string `json:"case"`
}

// idOf is the id of a case that was begun, as a document.
func idOf(id string) cli.Document {
	return cli.Document{Value: begun{id}, Table: func(w io.Writer) error {
		_, err := fmt.Fprintln(w, id)
		return err
	}}
}

func (prog commands) newCommand() *cobra.Command {
	var f peopleFlags
	var out cli.Output
	c := telling(&cobra.Command{
		Use:   "new [LABEL]",
		Short: "Begin a case, and print its id",
		Long: `Begin a case, and print its id. Each person gets an id for the provider (ownerExternalId), with which all of their banks
are imported: "aisdesk case show" prints it, "aisdesk import --owner ID" takes it.`,
		Example: `  aisdesk case new "Kowalski, flat" --applicant "Jan Kowalski" --co-applicant "Maria Kowalska"`,
		Args:    cli.AtMostOneArg,
		RunE: func(c *cobra.Command, args []string) error {
			label := ""
			if len(args) == 1 {
				label = text.Clean(args[0]).String()
			}
			people := f.people()
			if label == "" && len(people) == 0 {
				return cli.Usage(errors.New("a case needs a LABEL, or --applicant NAME"))
			}
			if f.applicant == "" && f.applicantID != "" {
				return cli.Usage(errors.New("--owner is the applicant's ID: name the person with --applicant NAME"))
			}
			return prog.withArchive(c.Context(), func(a *app.App) error {
				id, err := a.Cases.New(c.Context(), label, people...)
				if err != nil {
					return explained(err)
				}
				return prog.Print(c.Context(), &out, idOf(id))
			})
		},
	}, &out)
	f.add(c)
	return c
}

// beginCommand gives an import a case of its own, also where its person has an open one.
func (prog commands) beginCommand() *cobra.Command {
	var person string
	var out cli.Output
	c := telling(&cobra.Command{
		Use:   "begin ID",
		Short: "Begin a case for an import that stands alone, and print its id",
		Long: `Begin a case for an import that stands alone, and print its id. It begins one also where the import's person has an open
case already, which the first act on an import does not. An import that has a case keeps it. --person says who of several
owners of the login signed in.`,
		Example: `  aisdesk case begin latest
  aisdesk case begin latest --author Anna`,
		Args: cli.OneArg("the import's ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return prog.withArchive(c.Context(), func(a *app.App) error {
				e, err := a.SavedImport(c.Context(), args[0])
				if err != nil {
					return err
				}
				id, err := a.Cases.Begin(c.Context(), e.ID, person)
				if err != nil {
					return err
				}
				return prog.Print(c.Context(), &out, idOf(id))
			})
		},
	}, &out)
	c.Flags().StringVar(&person, "person", "", "`NAME` of the owner who signed in")
	return c
}

func (prog commands) addCommand() *cobra.Command {
	var f peopleFlags
	var files []string
	var person string
	var out cli.Output
	c := telling(&cobra.Command{
		Use:   "add CASE [ID...]",
		Short: "Add imports, statement files or people to a case",
		Long: `Add imports, statement files or people to a case. An import is refused where it is another person's than the case's, of
another environment, or of another case. One that was made under an id that no person of the case has is theirs whom the
bank names as the login's owner; --person says whose it is where that is not clear. What only a statement file shows
confirms nothing.

` + caseHelp,
		Example: `  aisdesk case add kowalski latest
  aisdesk case add kowalski --file statement.xml
  aisdesk case add kowalski --guarantor "Ewa Nowak"`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cli.OneArg("the case")(c, args)
			}
			if len(args) == 1 && len(files) == 0 && len(f.people()) == 0 {
				return errors.New("there is nothing to add: name an import, a --file or a person")
			}
			if person != "" && len(args) == 1 {
				return errors.New("--person says who signed in for imports: name an import")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			return prog.withCase(ctx, args[0], true, func(a *app.App, id string) error {
				before, err := a.Cases.Get(ctx, id)
				if err != nil {
					return err
				}
				for _, p := range f.people() {
					added, err := a.Cases.AddPerson(ctx, id, p)
					if err != nil {
						return explained(err)
					}
					fmt.Fprintf(prog.Remarks(), "%s, %s: owner %s\n", added.Name, added.Role, added.OwnerExternalID)
				}
				for _, word := range args[1:] {
					e, err := a.SavedImport(ctx, word)
					if err == nil {
						err = cases.Join(ctx, a.Cases.Cases, id, e.ID, person)
					}
					if err == nil {
						err = warnOfOwners(ctx, prog.Err, a, id, e.ID)
					}
					if err != nil {
						return explained(err)
					}
				}
				for _, path := range files {
					importID, err := a.Cases.AddFile(ctx, id, path, "")
					if err == nil {
						err = warnOfOwners(ctx, prog.Err, a, id, importID)
					}
					if err != nil {
						return explained(err)
					}
				}
				added, err := since(ctx, a, id, int64(len(before.History))+1)
				if err != nil {
					return err
				}
				return prog.Print(ctx, &out, cli.Document{Value: added, Table: cli.NoTable})
			})
		},
	}, &out)
	f.add(c)
	c.Flags().StringArrayVar(&files, "file", nil, "statement `FILE` in the provider's form; may be given again")
	c.Flags().StringVar(&person, "person", "", "`NAME` or owner id of the person of the case who signed in for the imports")
	return c
}

// warnOfOwners says that an import or a file that was added is of nobody in the case.
func warnOfOwners(ctx context.Context, w io.Writer, a *app.App, id, importID string) error {
	f, err := a.Cases.Foreign(ctx, id, importID)
	if err == nil && f != nil {
		_, err = fmt.Fprintf(w, "Warning: %s.\n", f)
	}
	return err
}
