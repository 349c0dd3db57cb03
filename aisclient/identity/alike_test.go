package identity

import "testing"

// A name that only looks different is no other name; another name is, in whatever script.
func TestNamesThatLookAlike(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		alike bool
	}{
		{"Anna", " ANNA. ", true}, {"Anna", "An\u200bna", true}, {"Łącka", "Lacka", true}, {"Max", "\u041c\u0430\u0445", true}, // looks
		{"Anna", "\u0410nna", true}, {"Anna", "\u0410\u043d\u043d\u0430", true}, {"Anna", "\u13aanna", true}, {"Anna", "\u0251nna", true},
		{"Анна Коваль", "анна  коваль", true}, {"Анна Коваль", "Anna Koval", true}, // sounds
		{"!!", "!?", false}, {"Anna", "Hanna", false}, {"Anna", "Ann", false}, {"Анна", "Ганна", false}, {"Ben", "\u0410nna", false}, {"Ada", "Анна", false},
	} {
		if LooksAlike(c.a, c.b) != c.alike || LooksAlike(c.b, c.a) != c.alike {
			t.Errorf("%q and %q look alike: %v", c.a, c.b, !c.alike)
		}
	}
}
