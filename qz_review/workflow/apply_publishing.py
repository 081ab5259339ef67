"""What the events of publishing make of a manuscript: 发布, 补登网址, 所签即所发."""

from __future__ import annotations

from dataclasses import replace

from qz_review.events.kinds import AddressAdded, PublishedCompared, Released
from qz_review.events.record import Recorded
from qz_review.workflow.progress import when_released_everywhere
from qz_review.workflow.state import ManuscriptState, PublishedCheck, Release

PublishingEvent = Released | AddressAdded | PublishedCompared


def apply_publishing(
    event: PublishingEvent, state: ManuscriptState, recorded: Recorded
) -> ManuscriptState:
    """The state after one of these events; never refuses."""
    envelope = recorded.envelope
    match event:
        case Released():
            release = Release(envelope.seq, event, envelope.actor_id, envelope.time)
            released = replace(state, releases=(*state.releases, release))
            return when_released_everywhere(released, recorded)
        case AddressAdded():
            return replace(state, releases=tuple(_addressed(r, event) for r in state.releases))
        case PublishedCompared():
            check = PublishedCheck(envelope.seq, event, envelope.actor_id, envelope.time)
            return replace(state, published_checks=(*state.published_checks, check))


def _addressed(release: Release, event: AddressAdded) -> Release:
    if release.event.channel_id != event.channel_id:
        return release
    return replace(release, event=replace(release.event, address=event.address))
