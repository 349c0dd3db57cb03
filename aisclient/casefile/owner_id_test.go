package casefile

import "testing"

func TestAPersonHasMoreOwnerIDs(t *testing.T) {
	l := Start(folderOf(t, t.TempDir()), caseID, LogOptions{})
	ewa := Person{"Ewa Wspólna", CoApplicant, "owner-2"}
	do(t, l, anna, jan, ewa, OwnerID{"owner-3", ewa.OwnerExternalID})
	refused(t, l, anna, OwnerID{"owner-3", jan.OwnerExternalID}, "owner-3 is an id of Ewa Wspólna already")
	refused(t, l, anna, OwnerID{jan.OwnerExternalID, "owner-2"}, "owner-1 is an id of Jan Kowalski already")
	refused(t, l, anna, OwnerID{"owner-4", "owner-3"}, "owner-3 is not a person")
	refused(t, l, anna, OwnerID{"owner-4", ""}, "the person's id is missing")
	refused(t, l, anna, Person{"Ewa", Guarantor, "owner-3"}, "owner-3 is in the case already")
	one := reply(1)
	one.OwnerExternalID = "owner-3"
	do(t, l, anna, one)
	if p, ok := l.State().Person("owner-3"); !ok || p != ewa || len(l.State().People) != 2 {
		t.Errorf("%+v of %+v", p, l.State().People)
	}
	refused(t, l, anna, Undo{3, "a mistake"}, "event 4 (import) rests on it")
	do(t, l, anna, Undo{4, "a mistake"}, Undo{3, "a mistake"})
	if p, ok := l.State().Person("owner-3"); ok {
		t.Errorf("the id that was taken back is of %+v", p)
	}
}
