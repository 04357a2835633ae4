"""The visits of a series: which appointment is whose, and which were set apart from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select

from caseterm.models import Appointment, AppointmentSeries, SeriesVisit
from caseterm.rules.terms_visits import APPOINTMENT_AHEAD
from caseterm.store.writing import Write


@dataclass(frozen=True)
class Visit:
    """A place in a series with its appointment."""

    place: SeriesVisit
    row: Appointment

    @property
    def day(self) -> date:
        return self.place.day

    @property
    def gone(self) -> bool:
        """Whether its day fell out of the series, or somebody put the appointment away."""
        return self.place.archived_at is not None or self.row.archived_at is not None

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return not self.gone and self.row.status in APPOINTMENT_AHEAD

    @property
    def follows(self) -> bool:
        """Whether it moves with the series: still to be kept, and its time not set apart."""
        return self.open and not self.place.own


def place_of(write: Write, appointment: Appointment) -> SeriesVisit | None:
    """The place in a series of an appointment, or of the one it was moved from; None for a single one."""
    row: Appointment | None = appointment
    for _ in range(1000):
        if row is None:
            break
        query = select(SeriesVisit).where(SeriesVisit.appointment_id == row.id, col(SeriesVisit.archived_at).is_(None))
        found = write.session.exec(query).first()
        if found is not None or row.rescheduled_from_id is None:
            return found
        row = write.session.get(Appointment, row.rescheduled_from_id)
    return None


def visits_of(write: Write, series_id: int) -> list[Visit]:
    """Every place of a series by its day, those that fell out too."""
    query = (
        select(SeriesVisit, Appointment)
        .join(Appointment, col(Appointment.id) == col(SeriesVisit.appointment_id))
        .where(SeriesVisit.series_id == series_id)
        .order_by(col(SeriesVisit.day))
    )
    return [Visit(place, row) for place, row in write.session.exec(query)]


def note_own_time(write: Write, appointment: Appointment) -> None:
    """See whether an appointment that was edited alone still has its series' day, time and length."""
    query = select(SeriesVisit).where(SeriesVisit.appointment_id == appointment.id)
    place = write.session.exec(query).first()
    if place is not None:
        series = write.session.get_one(AppointmentSeries, place.series_id)
        write.change(place, {"own": times_at(series, place.day) != (appointment.starts_at, appointment.ends_at)})


def times_at(series: AppointmentSeries, day: date) -> tuple[datetime, datetime | None]:
    """The start and the end that a series gives a visit of a day."""
    starts_at = datetime.combine(day, time.fromisoformat(series.at))
    return starts_at, starts_at + timedelta(minutes=series.minutes) if series.minutes is not None else None


def length_of(starts_at: datetime, ends_at: datetime | None) -> int | None:
    """Whole minutes."""
    return int((ends_at - starts_at).total_seconds() // 60) if ends_at is not None else None


def nearest(visits: Sequence[Visit], day: date) -> Visit:
    """The visit whose details a new one takes: one that follows the series, the nearest to a day."""
    following = [each for each in visits if each.follows] or list(visits)
    return min(following, key=lambda each: (abs((each.day - day).days), each.day))
