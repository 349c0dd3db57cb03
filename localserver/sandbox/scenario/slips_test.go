package scenario

import "testing"

// What differs by a letter from an exception is refused; a name that nobody knows is the provider's to invent.
func TestAnExceptionThatIsMisspeltIsNamed(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"import-error:AcessBlocked", `scenario import-error: there is no exception "AcessBlocked", did you mean AccessBlocked?`},
		{"import-fatal:sesion-expired", `scenario import-fatal: there is no exception "sesion-expired", did you mean session-expired?`},
		{"import-error:AccessBlocked", ""}, {"import-error:session-expired", ""}, {"import-error:BankClosedForever", ""}, {"import-error:AccesBlokd", ""}, {"import-error:IX", ""}, {"import-error", ""},
	} {
		said := ""
		if err := Check(c.text); err != nil {
			said = err.Error()
		}
		if said != c.says {
			t.Errorf("%s: %q, want %q", c.text, said, c.says)
		}
	}
}
