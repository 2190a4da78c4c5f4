"""Records of the follow-up: what is asked and answered, who was reminded of what, letters, inspections and what they concluded."""

from dutdiem.oversight.models.asked import Asked, Obstacle, Passing, Petition
from dutdiem.oversight.models.inspecting import Conclusion, Inspection, InspectionPlan, InspectionTopic
from dutdiem.oversight.models.letters import UrgingLetter
from dutdiem.oversight.models.reminding import CalendarFeed, Digest, Notice, Sending

__all__ = [
    "Asked",
    "CalendarFeed",
    "Conclusion",
    "Digest",
    "Inspection",
    "InspectionPlan",
    "InspectionTopic",
    "Notice",
    "Obstacle",
    "Passing",
    "Petition",
    "Sending",
    "UrgingLetter",
]
