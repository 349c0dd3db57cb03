package scenario

import "testing"

func TestANameThatIsRefusedChangesNothing(t *testing.T) {
	for name, set := range map[string]func(*Overrides, string) error{
		"all":     (*Overrides).SetForAll,
		"login":   func(r *Overrides, name string) error { return r.SetForLogin("anna", name) },
		"session": func(r *Overrides, name string) error { return r.SetForSession("7", name) },
	} {
		r, err := NewOverrides("429:1")
		if err != nil {
			t.Fatal(err)
		}
		if !r.Strikes("import 7", 1) || r.Strikes("import 7", 1) {
			t.Fatalf("%s: it strikes once", name)
		}
		if err := set(r, "nothing-like-it"); err == nil || r.Strikes("import 7", 1) {
			t.Errorf("%s: %v, and it strikes anew", name, err)
		}
		if err := set(r, "429:1"); err != nil || !r.Strikes("import 7", 1) {
			t.Errorf("%s: %v, and it does not strike anew", name, err)
		}
	}
}
