package importcmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// lines reads the answers of whoever works with the command.
type lines struct{ r *bufio.Reader }

// next is a line without blanks around it; io.EOF where there is none any more.
func (l lines) next() (string, error) {
	s, err := l.r.ReadString('\n')
	if s = strings.TrimSpace(s); s != "" {
		return s, nil
	}
	if err == nil {
		return "", nil
	}
	return "", err
}

// maxInput is the most that is read from standard input in bytes.
const maxInput = 1 << 16

// forCases imports bank after bank of a case, until nobody wants another. A bank that fails leaves the others as they are: the
// case says so, and the first failure is the command's.
func (prog commands) forCases(ctx context.Context, a *app.App, h *headless, req app.VerificationRequest, in lines) error {
	var first error
	for {
		err := prog.one(ctx, a, h, req, in)
		if first == nil {
			first = err
		}
		if err != nil {
			fmt.Fprintln(prog.Err, "failed: "+text.Clean(err.Error()).String()+". The other imports of the case stay as they are.")
		}
		if ctx.Err() != nil {
			return first
		}
		more, err := prog.whatNext(ctx, a, &req, in)
		if err != nil || !more {
			return errors.Join(first, err)
		}
	}
}

// one runs one import of a case.
func (prog commands) one(ctx context.Context, a *app.App, h *headless, req app.VerificationRequest, in lines) error {
	v := a.Begin(req)
	if h.session {
		line, err := in.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading the session: %w", err)
		}
		if err := v.Paste(line); err != nil {
			return cli.Usage(err)
		}
	}
	return prog.follow(ctx, a, h, req.Request.Widget.AutoImport, v)
}

// whatNext asks what comes after an import, and makes the request the next one; false ends.
func (prog commands) whatNext(ctx context.Context, a *app.App, req *app.VerificationRequest, in lines) (bool, error) {
	for {
		fmt.Fprintln(prog.Err, "Another bank, another applicant, or finish? Type: bank, applicant NAME, or finish")
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		word, name, _ := strings.Cut(line, " ")
		switch intake.NextStep(strings.ToLower(word)) {
		case intake.Finish:
			return false, nil
		case intake.AnotherBank:
		case intake.AnotherApplicant:
			p, err := a.Cases.AddPerson(ctx, req.Case, casefile.Person{Name: text.Clean(strings.TrimSpace(name)).String(), Role: casefile.CoApplicant})
			if err != nil {
				fmt.Fprintln(prog.Err, text.Clean(err.Error()))
				continue
			}
			fmt.Fprintf(prog.Err, "%s, %s: owner %s\n", p.Name, p.Role, p.OwnerExternalID)
			req.Request.OwnerExternalID = p.OwnerExternalID
		default:
			fmt.Fprintf(prog.Err, "%q is none of them.\n", text.Clean(word))
			continue
		}
		if req.Method == app.SignInMock {
			fmt.Fprintln(prog.Err, "Test login of the bank?")
			if req.Login, err = in.next(); req.Login == "" && (err == nil || errors.Is(err, io.EOF)) {
				err = errors.New("the test login of the next bank is missing")
			}
			return err == nil, err
		}
		return true, nil
	}
}

// nextCommands say how the next bank of a case is imported by another command.
func (prog commands) nextCommands(req app.VerificationRequest) {
	fmt.Fprintf(prog.Remarks(), "Another bank: aisdesk import --case %[1]s --owner %[2]s. Another applicant: aisdesk case add %[1]s --co-applicant NAME. Finish: aisdesk report %[1]s\n",
		req.Case, text.Clean(req.Request.OwnerExternalID))
}
