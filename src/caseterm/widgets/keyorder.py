"""Keys of a text field in the order they were pressed."""

from textual import events
from textual.widget import Widget


class KeysInOrder:
    """Does its own editing keys as they arrive; stands before Input or TextArea among the bases.

    Textual sends a key that is bound around by the app while letters go straight in, so on a slow line a letter
    overtakes the backspace before it.
    """

    async def on_key(self, event: events.Key) -> None:
        assert isinstance(self, Widget)
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            if await self.app.run_action(binding.action, default_namespace=self):
                event.stop()
                event.prevent_default()
                return
